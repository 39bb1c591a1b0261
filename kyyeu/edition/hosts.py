"""How a host has to serve the site: one policy, said to Netlify and its like, nginx and Apache.

``_headers`` is read by many hosts of static sites. The two snippets lie in ``may-chu/`` for
whoever keeps a server: each is included in the place that it names itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

_HSTS = "Strict-Transport-Security"
_YEAR = {_HSTS: "max-age=31536000"}
_WHEN_HTTPS = "# Chỉ bật khi mọi dịch vụ ở tên miền đã chạy HTTPS: trình duyệt nhớ suốt một năm."
Rules = Iterable[tuple[str, Mapping[str, str]]]
"""Paths, a star standing for any end, and the headers of what lies there; the last one wins."""


def netlify(rules: Rules) -> str:
    """``_headers``."""
    lines = []
    for path, headers in rules:
        lines.append(path)
        lines += [f"  {name}: {value}" for name, value in headers.items()]
    return "\n".join([*lines, ""])


def nginx(rules: Rules, gone: Sequence[str] = ()) -> str:
    """A snippet for ``server { ... }``: headers of a location replace those around it.

    Args:
        rules: paths and headers.
        gone: ids of articles that were taken back, whose page goes out as "410 Gone".
    """
    (_, always), *others = rules
    lines = [
        "# Trong khối server { ... } của trang: include .../may-chu/nginx.conf;",
        *_added(always, ""),
        *([] if _HSTS in always else [_WHEN_HTTPS, f"# {_added(_YEAR, '')[0]}"]),
        "error_page 404 /404.html;",
    ]
    for path, headers in others:
        kind = f"^~ {path.removesuffix('*')}" if path.endswith("*") else f"= {path}"
        lines += [f"location {kind} {{", *_added({**always, **headers}, "  "), "}"]
    if gone:
        lines += [
            f'location ~ "{_pages_of(gone)}" {{ error_page 410 @da-rut; return 410; }}',
            "location @da-rut { try_files $uri =410; }",
        ]
    return "\n".join([*lines, ""])


def apache(rules: Rules, gone: Sequence[str] = ()) -> str:
    """A snippet for the virtual host, or for ``.htaccess``; needs ``mod_headers``.

    Args:
        rules: paths and headers.
        gone: ids of articles that were taken back, whose page goes out as "410 Gone".
    """
    (_, always), *others = rules
    added = [f'Header always set {name} "{value}"' for name, value in always.items()]
    year = [f'# Header always set {name} "{value}"' for name, value in _YEAR.items()]
    lines = [
        "# Trong <VirtualHost>, hoặc chép vào .htaccess; cần mod_headers.",
        *added,
        *([] if _HSTS in always else [_WHEN_HTTPS, *year]),
        "ErrorDocument 404 /404.html",
    ]
    for path, headers in others:
        pattern = path.removesuffix("*").replace(".", r"\.") + ("" if path.endswith("*") else "$")
        lines.append(f'<If "%{{REQUEST_URI}} =~ m#^{pattern}#">')
        lines += [f'  Header set {name} "{value}"' for name, value in headers.items()]
        lines.append("</If>")
    if gone:
        asked = f"%{{REQUEST_URI}} =~ m#{_pages_of(gone)}#"
        lines += [
            f'<If "{asked}">',
            "  ErrorDocument 410 /%{REQUEST_URI}",
            "</If>",
            f"<If \"{asked} && -z reqenv('REDIRECT_STATUS')\">",
            "  Redirect 410 /",
            "</If>",
        ]
    return "\n".join([*lines, ""])


def _pages_of(ids: Sequence[str]) -> str:
    """The addresses of articles by their ids: what else stands in them is not told here."""
    return rf"^/[0-9]{{4}}/[0-9]{{2}}/[a-z0-9-]+-(?:{'|'.join(ids)})\.html$"


def robots(sitemap: str) -> str:
    """``robots.txt`` (RFC 9309): everything may be read, and here is the list of it.

    A page that shall not be found says so itself; what is forbidden here would never be read.
    """
    return f"User-agent: *\nDisallow:\n\nSitemap: {sitemap}\n"


def _added(headers: Mapping[str, str], indent: str) -> list[str]:
    return [f'{indent}add_header {name} "{value}" always;' for name, value in headers.items()]
