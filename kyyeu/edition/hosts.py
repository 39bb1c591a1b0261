"""How a host has to serve the site: one policy, said to Netlify and its like, nginx and Apache.

``_headers`` is read by many hosts of static sites. The two snippets lie in ``may-chu/`` for
whoever keeps a server: each is included in the place that it names itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Rules = Iterable[tuple[str, Mapping[str, str]]]
"""Paths, a star standing for any end, and the headers of what lies there; the last one wins."""


def netlify(rules: Rules) -> str:
    """``_headers``."""
    lines = []
    for path, headers in rules:
        lines.append(path)
        lines += [f"  {name}: {value}" for name, value in headers.items()]
    return "\n".join([*lines, ""])


def nginx(rules: Rules) -> str:
    """A snippet for ``server { ... }``: headers of a location replace those around it."""
    (_, always), *others = rules
    lines = [
        "# Trong khối server { ... } của trang: include .../may-chu/nginx.conf;",
        *_added(always, ""),
        "error_page 404 /404.html;",
    ]
    for path, headers in others:
        kind = f"^~ {path.removesuffix('*')}" if path.endswith("*") else f"= {path}"
        lines += [f"location {kind} {{", *_added({**always, **headers}, "  "), "}"]
    return "\n".join([*lines, ""])


def apache(rules: Rules) -> str:
    """A snippet for the virtual host, or for ``.htaccess``; needs ``mod_headers``."""
    (_, always), *others = rules
    lines = [
        "# Trong <VirtualHost>, hoặc chép vào .htaccess; cần mod_headers.",
        *(f'Header always set {name} "{value}"' for name, value in always.items()),
        "ErrorDocument 404 /404.html",
    ]
    for path, headers in others:
        pattern = path.removesuffix("*").replace(".", r"\.") + ("" if path.endswith("*") else "$")
        lines.append(f'<If "%{{REQUEST_URI}} =~ m#^{pattern}#">')
        lines += [f'  Header set {name} "{value}"' for name, value in headers.items()]
        lines.append("</If>")
    return "\n".join([*lines, ""])


def robots(sitemap: str) -> str:
    """``robots.txt`` (RFC 9309): everything may be read, and here is the list of it.

    A page that shall not be found says so itself; what is forbidden here would never be read.
    """
    return f"User-agent: *\nDisallow:\n\nSitemap: {sitemap}\n"


def _added(headers: Mapping[str, str], indent: str) -> list[str]:
    return [f'{indent}add_header {name} "{value}" always;' for name, value in headers.items()]
