"""Stock Pelican with a theme that comes with it; everything else as it is by default."""

SITENAME = "Kỷ yếu"
SITEURL = "https://kyyeu.example"
RELATIVE_URLS = True
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
PATH = "content"
OUTPUT_PATH = "output"
PLUGINS: list[str] = []
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{slug}.html"
FEED_ALL_ATOM = "atom.xml"
DEFAULT_PAGINATION = 20
