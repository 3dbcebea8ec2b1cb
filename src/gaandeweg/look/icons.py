"""The line icons: 24 by 24, one stroke, drawn for Gaandeweg."""

from __future__ import annotations

ICONS: dict[str, str] = {
    "add": '<path d="M12 5v14M5 12h14"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "back": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "calendar": '<path d="M4 6.5h16V20H4zM4 11h16M8 3.5v5M16 3.5v5"/>',
    "check": '<path d="M4.5 12.5l5 5 10-11"/>',
    "chevron": '<path d="M6 9.5l6 6 6-6"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "copy": '<path d="M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4"/>',
    "edit": '<path d="M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5"/>',
    "heart": '<path d="M12 20C6 15.5 3.5 12.5 3.5 9a4.25 4.25 0 0 1 8.5-1 '
    '4.25 4.25 0 0 1 8.5 1c0 3.5-2.5 6.5-8.5 11z"/>',
    "link": '<path d="M10 14l4-4M8.5 10.500l-3 3a3.54 3.54 0 0 0 5 5l3-3'
    'M15.5 13.500l3-3a3.54 3.54 0 0 0-5-5l-3 3"/>',
    "mail": '<path d="M3.5 5.500h17v13h-17zM3.5 6.500l8.5 7 8.5-7"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "note": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.500M12 7.500v.5"/>',
    "people": '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6'
    'M15.5 5.500a3.5 3.5 0 0 1 0 6M18 14.500c2 .8 3.2 2.6 3.5 5.5"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.500c.5-4.5 3.3-6.5 7.5-6.5'
    's7 2 7.5 6.5"/>',
    "question": '<path d="M8.5 9a3.5 3.5 0 1 1 5.5 2.900c-1.3.9-2 1.6-2 3.100M12 18.500v.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.500l5 5"/>',
    "share": '<path d="M12 15V4M7.5 8L12 3.5 16.5 8M5 12.500V20h14v-7.5"/>',
    "thread": '<path d="M12 2v4.500M12 17.500V22"/><circle cx="12" cy="12" r="5.5"/>',
    "warning": '<path d="M12 4L2.5 20h19zM12 10v5M12 17.300v.4"/>',
    "withdraw": '<path d="M8 7L4 11l4 4M4.5 11H15a4.5 4.5 0 0 1 0 9h-3"/>',
    "work": '<path d="M3.5 8h17v11.500h-17zM9 8V4.500h6V8M3.5 13h17"/>',
}
