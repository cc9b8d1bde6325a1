from django.shortcuts import get_object_or_404
from oscar.apps.dashboard.ranges import views
from oscar.apps.dashboard.ranges.views import *
from oscar.apps.dashboard.ranges.views import Range


class RangeReorderView(views.RangeReorderView):
    def post(self, request, pk):
        get_object_or_404(Range, pk=pk)
        return super().post(request, pk)
