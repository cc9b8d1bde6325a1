from oscar.apps.payment.models import *
from oscar.apps.payment.models import Bankcard, Source, SourceType, Transaction
