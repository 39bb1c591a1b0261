"""Stock Pelican as it comes: its generators, its writer, its Markdown; plain templates."""

from pathlib import Path

SITENAME = "Kỷ yếu"
SITEURL = "https://kyyeu.example"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
PATH = "content"
OUTPUT_PATH = "output"
THEME = str(Path(__file__).parent)
THEME_STATIC_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
PLUGINS: list[str] = []
DIRECT_TEMPLATES = ["index"]
PAGINATED_TEMPLATES = {"category": 20, "author": 20, "tag": 20}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{slug}.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "chuyen-muc/{slug}/", "chuyen-muc/{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "tac-gia/{slug}/", "tac-gia/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "ten/{slug}/", "ten/{slug}/index.html"
YEAR_ARCHIVE_SAVE_AS, MONTH_ARCHIVE_SAVE_AS = (
    "{date:%Y}/index.html",
    "{date:%Y}/{date:%m}/index.html",
)
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "atom.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
