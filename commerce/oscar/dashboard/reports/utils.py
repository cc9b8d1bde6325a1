"""Reports of what this shop counts: nobody records which products a person looked at."""

from oscar.apps.dashboard.reports import utils
from oscar.apps.dashboard.reports.utils import *
from oscar.apps.dashboard.reports.utils import ProductReportGenerator, UserReportGenerator


class GeneratorRepository(utils.GeneratorRepository):
    generators = [
        generator
        for generator in utils.GeneratorRepository.generators
        if generator not in (ProductReportGenerator, UserReportGenerator)
    ]
