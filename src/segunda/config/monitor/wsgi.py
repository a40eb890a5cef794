"""What the web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "segunda.config.monitor.settings")
application = get_wsgi_application()
# What was loaded stays for good: no page should wait while it is looked through for rings.
gc.collect()
gc.freeze()
