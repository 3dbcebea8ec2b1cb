"""All settings, read once from the environment. The defaults suit a developer's own machine."""

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from gaandeweg.kernel import limits
from gaandeweg.kernel.sqlite.newer import take_sound_sqlite

SQLITE_VERSION = take_sound_sqlite()

env = environ.FileAwareEnv()

# Where everything of this installation stands: database, index, secret key, mail of the demo.
DATA = Path(env.str("GAANDEWEG_DATA", default="var/gaandeweg")).resolve()
# The fictional municipality to try out: sign-in without a password, on this machine only.
DEMO = env.bool("GAANDEWEG_DEMO", default=False)
DEBUG = env.bool("GAANDEWEG_DEBUG", default=False)
# The address at which colleagues reach this installation; links in mail begin with it.
BASE_URL = env.str("GAANDEWEG_URL", default="http://127.0.0.1:8000").rstrip("/")
ORGANISATION = env.str("GAANDEWEG_ORGANISATION", default="")
IS_SECURE = BASE_URL.startswith("https://")
_HOST = environ.urlparse(BASE_URL).hostname or "127.0.0.1"
ALLOWED_HOSTS = env.list("GAANDEWEG_HOSTS", default=[_HOST, "127.0.0.1", "localhost", "[::1]"])


def _own_secret() -> str:
    """Keep a secret of our own in the data folder, made at the first start."""
    path = DATA / "secret.key"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii")


SECRET_KEY = env.str("GAANDEWEG_SECRET_KEY", default="") or _own_secret()

# -- database ---------------------------------------------------------------------------------
# DATABASE_URL: empty for one SQLite file in the data folder, or postgres://user:password@host/name
_DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{DATA / 'gaandeweg.sqlite3'}"
DATABASES = {"default": env.db_url_config(_DATABASE_URL)}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["ENGINE"] = "gaandeweg.kernel.sqlite"
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;"
            "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY"
        ),
    }
    _database["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
else:
    # Who waits for a database that is gone waits for seconds, and gets a page that says so.
    _database["OPTIONS"] = {
        "connect_timeout": 5,
        "tcp_user_timeout": 15_000,
        **_database.get("OPTIONS", {}),
    }
_database["CONN_MAX_AGE"] = 60
_database["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- apps -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "gaandeweg.share",
    "gaandeweg.work",
    "gaandeweg.people",
    "gaandeweg.insight",
    "gaandeweg.look",
    "gaandeweg.kernel",
    *(["gaandeweg.demo"] if DEMO else []),
    "gaandeweg.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gaandeweg.config.middleware.BodyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gaandeweg.people.middleware.ViewerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "gaandeweg.config.urls"
WSGI_APPLICATION = "gaandeweg.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "gaandeweg.config.context.frame",
            ],
        },
    }
]

# -- sign-in ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["gaandeweg.people.sign_in.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "demo_door" if DEMO else "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "gaandeweg.people.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "mail"
# Django's own token; allauth's would keep a second list of mail addresses.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 the name of a class
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = limits.MAIL_LINK_HOURS * 3600
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
# How many proxies of our own stand before us; without it a whole office counts as one address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("GAANDEWEG_PROXIES", default=0)
# By address these are wide: a whole office often has one, and comes in on Monday morning.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "signup": "20/m/ip",
}
SESSION_ENGINE = "gaandeweg.people.sessions"
SESSION_COOKIE_AGE = limits.SESSION_DAYS * 24 * 3600
SESSION_COOKIE_NAME = "__Host-session" if IS_SECURE else "session"
SESSION_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# The link of a mail opens its one thread by a cookie alone: who opened what is kept nowhere.
PASS_COOKIE_NAME = "__Host-pass" if IS_SECURE else "pass"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_SECURE else "csrf"
CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [BASE_URL] if IS_SECURE else []
CSRF_FAILURE_VIEW = "gaandeweg.config.errors.form_expired"
# Shared by all web processes: the rate limits of the sign-in count there.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sign_in_attempts",
        "KEY_FUNCTION": "gaandeweg.people.attempts.hidden_key",
    }
}

# -- safety -----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_SECURE
SECURE_SSL_REDIRECT = False
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_SECURE else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = limits.BODY_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = limits.FORM_FIELDS
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
USE_TZ = True
TIME_ZONE = env.str("GAANDEWEG_TIME_ZONE", default="Europe/Amsterdam")

# -- files of our own -------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str("GAANDEWEG_STATIC_STORAGE", default="")
        or "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
INDEX_FOLDER = DATA / "index"

# -- mail -------------------------------------------------------------------------------------
# The demo's mail stays in a folder; else SMTP, when a host is given.
EMAIL_HOST = env.str("GAANDEWEG_MAIL_HOST", default="")
EMAIL_PORT = env.int("GAANDEWEG_MAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("GAANDEWEG_MAIL_USER", default="")
EMAIL_HOST_PASSWORD = env.str("GAANDEWEG_MAIL_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("GAANDEWEG_MAIL_TLS", default=False)
EMAIL_TIMEOUT = 30
EMAIL_FILE_PATH = str(DATA / "mail")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
MAIL_DOMAIN = env.str("GAANDEWEG_MAIL_DOMAIN", default=_HOST)
DEFAULT_FROM_EMAIL = env.str("GAANDEWEG_MAIL_FROM", default=f"Gaandeweg <gaandeweg@{MAIL_DOMAIN}>")

# -- logging: types, places and counts; never a name, a text or what somebody searched ---------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "gaandeweg.config.logs.LineFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": env.str("GAANDEWEG_LOG_LEVEL", default="INFO")},
    "loggers": {
        # Django would mail faults to administrators, with all that was typed.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}
