"""Django settings. Everything that differs between machines comes from the environment (docs/deployment.md).

`ACQUAINT_ENV` is `development` (the default), `test` (set by `config.testing`) or `production`. Importing this
module starts nothing: `manage.py` opens the embedded services first and passes them on as `DATABASE_URL` and
`REDIS_URL`.
"""

from __future__ import annotations

import json

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

import config.celery  # noqa: F401 -- shared_task finds the app from here on, in every process that has settings
from config.paths import BASE_DIR, var_dir
from config.schedules import beat_schedule
from config.secret_key import development_secret_key
from config.signing_in import *  # noqa: F403 -- settings too

django_stubs_ext.monkeypatch()  # ModelForm[Contact] and the like
env = environ.Env()
ENVIRONMENT = env.str("ACQUAINT_ENV", default="development")
if ENVIRONMENT not in {"development", "test", "production"}:
    raise ImproperlyConfigured(f"ACQUAINT_ENV must be development, test or production, not {ENVIRONMENT!r}")
IS_PRODUCTION = ENVIRONMENT == "production"
VAR_DIR = var_dir()

# Django -----------------------------------------------------------------------------------------------------------

DEBUG = not IS_PRODUCTION and env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY") if IS_PRODUCTION else env.str("SECRET_KEY", default="") or development_secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
LOCAL_HOSTS = [] if IS_PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [*LOCAL_HOSTS, *env.list("ALLOWED_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Absolute links in mail that no request made (a worker's) start with this.
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.forms",  # the widgets' own templates, for FORM_RENDERER
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",  # its providers are ours: apps/centers/provider.py
    "allauth.usersessions",
    "anymail",
    "csp",
    "django_htmx",
    "pgtrigger",
    "template_partials",
    "apps.core",
    "apps.coach",
    "apps.accounts",
    "apps.centers",
    "apps.contacts",
    "apps.goals",
    "apps.followups",
    "apps.outreach",
    "apps.interviews",
    "apps.insights",
    "apps.advising",
    "apps.workspace",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Our own come last: they see the person who is signed in.
    "apps.core.middleware.NoStoreMiddleware",
    "apps.core.middleware.FragmentMiddleware",
    "apps.accounts.sessions.SessionLimitsMiddleware",
    "apps.centers.middleware.CampusSessionMiddleware",
    "apps.core.middleware.PreferencesMiddleware",
    "apps.core.middleware.UnavailableMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,  # template_partials wraps the loaders by itself
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.core.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "apps.core.rendering.FormRenderer"
LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Data -------------------------------------------------------------------------------------------------------------

# Without an address (type checks, collectstatic in an image build) Django loads, but cannot connect.
_database = env.db_url("DATABASE_URL", default="postgresql://acquaint@/acquaint")
_options = _database.setdefault("OPTIONS", {})
_database["HOST"] = _options.pop("host", _database.get("HOST", ""))
# The web server sets DB_POOL. Workers must not: a pool under Celery is closed after every task.
if pool_size := env.int("DB_POOL", default=0):
    _options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    _database["CONN_MAX_AGE"] = 0
else:
    _database["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    _database["CONN_HEALTH_CHECKS"] = True
_options["connect_timeout"] = 5
if ENVIRONMENT == "test":
    _database["TEST"] = {"NAME": env.str("TEST_DATABASE", default="test_acquaint")}
DATABASES = {"default": {**_database, "ATOMIC_REQUESTS": False}}

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.str("CACHE_URL", default=REDIS_URL),
        "KEY_PREFIX": "acquaint",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))()
STATICFILES_DIRS = [BASE_DIR / "static"]
_FILES = "django.core.files.storage.FileSystemStorage"
_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
_MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": _FILES},
    "private": {  # copies that people asked for; no address serves it, views hand files out to their owner
        "BACKEND": _FILES,
        "OPTIONS": {
            "location": env.str("PRIVATE_ROOT", default=str(VAR_DIR / "private")),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": _STATIC if ENVIRONMENT == "test" else _MANIFEST},
}
WHITENOISE_USE_FINDERS = ENVIRONMENT == "test" or DEBUG
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS  # else each test's client walks all static files first

DATA_COPY_HOURS = env.int("DATA_COPY_HOURS", default=24)  # how long somebody's copy of their data can be fetched
# How long rows of each class stay, in months; 0 for ever (docs/privacy.md, `manage.py retention`).
RETENTION_MONTHS = {
    kind: env.int(f"RETENTION_{kind.upper()}_MONTHS", default=months)
    for kind, months in {"people": 36, "security": 12, "invitations": 12, "left": 36}.items()
}

# Signing in -------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # addresses are unique, by a constraint on their lower case
if ENVIRONMENT == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one costs a second for each user
# Staff of a center reach students' pages only with a second factor. Off by default where the demo accounts live.
CENTERS_REQUIRE_STAFF_MFA = env.bool("CENTERS_REQUIRE_STAFF_MFA", default=IS_PRODUCTION)
# Sessions of staff and operators end by themselves; those of job seekers last two weeks.
STAFF_IDLE_MINUTES = env.int("STAFF_IDLE_MINUTES", default=30)
STAFF_SESSION_HOURS = env.int("STAFF_SESSION_HOURS", default=12)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https://") else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION  # http://localhost
# Providers at http:// or at private addresses, which a typed address must not reach on a public server.
CENTERS_SIGN_ON_ALLOW_PRIVATE = env.bool("CENTERS_SIGN_ON_ALLOW_PRIVATE", default=not IS_PRODUCTION)

# Security ---------------------------------------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_HTTPONLY = True  # htmx sends the token from the page, not from the cookie
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "apps.core.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^health/"]  # the orchestrator asks the container itself
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Nothing inline, nothing from elsewhere. Links to mailto: and to other sites are navigation, which CSP leaves alone.
_OURS = ("default-src", "connect-src", "font-src", "form-action", "script-src", "style-src")
_NOBODYS = ("base-uri", "frame-ancestors", "frame-src", "object-src")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {name: [SELF] for name in _OURS} | {name: [NONE] for name in _NOBODYS} | {"img-src": [SELF, "data:"]}
}

# Mail -------------------------------------------------------------------------------------------------------------

# Default: the catcher that `manage.py up` starts. EMAIL_URL names a relay; EMAIL_BACKEND and ANYMAIL a provider.
_catcher = f"smtp://127.0.0.1:{env.int('SMTP_PORT', default=1025)}"
_mail = env.email_url_config(env.str("EMAIL_URL", default="") or _catcher)
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="") or _mail["EMAIL_BACKEND"]
EMAIL_IS_GIVEN = bool(env.str("EMAIL_URL", default="") or env.str("EMAIL_BACKEND", default=""))
EMAIL_HOST = _mail["EMAIL_HOST"]
EMAIL_PORT = _mail["EMAIL_PORT"]
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_CONNECTIONS = env.int("EMAIL_CONNECTIONS", default=40)  # at most, in one sweep, to a relay that is slow
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)  # less than a sweep's budget, which is less than a claim's lease
ANYMAIL = json.loads(env.str("ANYMAIL", default="") or "{}")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Acquaint <no-reply@acquaint.example>")
SERVER_EMAIL = env.str("SERVER_EMAIL", default=DEFAULT_FROM_EMAIL)

METRICS_TOKEN = env.str("METRICS_TOKEN", default="")  # what Prometheus shows for /metrics; empty: no such page

# Celery -----------------------------------------------------------------------------------------------------------

SWEEP_SECONDS = env.float("SWEEP_SECONDS", default=15.0)
CELERY_BROKER_URL = REDIS_URL
if REDIS_URL.startswith("unix://"):  # redis-py's and kombu's words for the same socket
    CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
_VISIBILITY = {"visibility_timeout": 3600}  # far more than any task may take
_SOCKET = {"socket_timeout": 5, "socket_connect_timeout": 5, "socket_keepalive": True}
CELERY_BROKER_TRANSPORT_OPTIONS = _VISIBILITY | _SOCKET
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_DB_REUSE_MAX = 100
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = beat_schedule(SWEEP_SECONDS)
CELERY_BEAT_SCHEDULER = "config.beat:SteadyScheduler"  # in memory: the schedule above is all there is, no file to break

# Logs -------------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
