"""The interface icons: one sprite, a 24 grid, lines 1.75 wide in the colour of the text, square ends and mitred corners as a knife cuts them.

Each icon is a few paths. Capital commands only, plus ``O cx cy r`` for a circle, ``D cx cy r`` for a small solid diamond (the dot of
this house) and ``F`` for the first ``M`` of a drawing that is filled. A seeded field moves every point a hair, so no two lines are quite parallel, yet points that coincide stay together.
"""

import re
from collections.abc import Iterator

from art.geometry import noise, numbers

CUT = 0.22
"""How far a point may stray, in units of the 24 grid."""

_ICONS: dict[str, str] = {
    # finding one's way
    "search": "O 10.5 10.5 6.5 M15.5 15.5 L20.5 20.5",
    "home": "M3 11.5 L12 4 L21 11.5 M5.5 9.8 L5.5 20 L18.5 20 L18.5 9.8 M10 20 L10 14.5 L14 14.5 L14 20",
    "menu": "M4 6.5 L20 6.5 M4 12 L20 12 M4 17.5 L20 17.5",
    "close": "M5.5 5.5 L18.5 18.5 M18.5 5.5 L5.5 18.5",
    "grid": "M4 4 L10 4 L10 10 L4 10 Z M14 4 L20 4 L20 10 L14 10 Z M4 14 L10 14 L10 20 L4 20 Z M14 14 L20 14 L20 20 L14 20 Z",
    "list": "M8.5 6 L20.5 6 M8.5 12 L20.5 12 M8.5 18 L20.5 18 D 4.4 6 1.5 D 4.4 12 1.5 D 4.4 18 1.5",
    "more": "D 5 12 1.9 D 12 12 1.9 D 19 12 1.9",
    "chevron-left": "M15 4.5 L7.5 12 L15 19.5",
    "chevron-right": "M9 4.5 L16.5 12 L9 19.5",
    "chevron-down": "M4.5 9 L12 16.5 L19.5 9",
    "chevron-up": "M4.5 15 L12 7.5 L19.5 15",
    "arrow-right": "M3.5 12 L19.5 12 M13.5 6 L19.5 12 L13.5 18",
    "arrow-left": "M20.5 12 L4.5 12 M10.5 6 L4.5 12 L10.5 18",
    "arrow-up": "M12 20.5 L12 4.5 M6 10.5 L12 4.5 L18 10.5",
    "arrow-down": "M12 3.5 L12 19.5 M6 13.5 L12 19.5 L18 13.5",
    "external": "M13.5 4 L20 4 L20 10.5 M20 4 L11 13 M17.5 14 L17.5 20 L4 20 L4 6.5 L10 6.5",
    "link": "M9.5 14.5 L14.5 9.5 M11 7.5 L13.5 5 C15.2 3.3 17.5 3.3 19 5 C20.6 6.6 20.6 8.8 19 10.5 L16.5 13 M13 16.5 L10.5 19 C8.8 20.7 6.6 20.6 5 19 C3.3 17.4 3.3 15.2 5 13.5 L7.5 11",
    "globe": "O 12 12 8.5 M3.5 12 L20.5 12 M12 3.5 C8.4 7.5 8.4 16.5 12 20.5 C15.6 16.5 15.6 7.5 12 3.5 Z",
    "pin": "M12 21.2 C7.5 16.5 5 13 5 9.8 C5 5.8 8 3 12 3 C16 3 19 5.8 19 9.8 C19 13 16.5 16.5 12 21.2 Z D 12 9.8 2.9",
    "map": "M3.5 6.5 L9 4 L15 6.5 L20.5 4 L20.5 17.5 L15 20 L9 17.5 L3.5 20 Z M9 4 L9 17.5 M15 6.5 L15 20",
    # the stall
    "cart": "M2.5 4 L5.5 4 L8 15.5 L18 15.5 L20.5 7 L6.2 7 D 9.3 19.6 1.8 D 16.8 19.6 1.8",
    "basket": "M3 10 L21 10 L18.5 20 L5.5 20 Z M7 10 L10.5 3.5 M17 10 L13.5 3.5 M9.5 13.5 L10 16.5 M14.5 13.5 L14 16.5",
    "store": "M4.5 4 L19.5 4 L21.5 9 L2.5 9 Z M4.5 12 L4.5 20.5 L19.5 20.5 L19.5 12 M9.5 20.5 L9.5 14.5 L14.5 14.5 L14.5 20.5 M2.5 9 C3.5 12.4 6.5 12.6 8.7 9 C10 12.4 14 12.4 15.3 9 C17.5 12.6 20.5 12.4 21.5 9",
    "box": "M12 3 L20.5 7.3 L20.5 16.7 L12 21 L3.5 16.7 L3.5 7.3 Z M3.5 7.3 L12 11.7 L20.5 7.3 M12 11.7 L12 21",
    "truck": "M2.5 5.5 L14 5.5 L14 16.5 L9.8 16.5 M4.4 16.5 L2.5 16.5 L2.5 5.5 M14 9 L18 9 L21.5 12.8 L21.5 16.5 L19.8 16.5 M14.4 16.5 L14 16.5 O 7.1 17 2.2 O 17.1 17 2.2",
    "tag": "M3.5 3.5 L12 3.5 L20.5 12 L12 20.5 L3.5 12 Z D 8.2 8.2 1.9",
    "ticket": "M3 6 L21 6 L21 10 C18.6 10.4 18.6 13.6 21 14 L21 18 L3 18 L3 14 C5.4 13.6 5.4 10.4 3 10 Z M14.5 6 L14.5 8.5 M14.5 11 L14.5 13 M14.5 15.5 L14.5 18",
    "wallet": "M17.5 7.5 L17.5 3.8 L4.5 7.5 M3.5 7.5 L20.5 7.5 L20.5 20 L3.5 20 Z M20.5 11.5 L15 11.5 L15 16 L20.5 16 D 17.3 13.8 1",
    "bank": "M3 9 L12 3.5 L21 9 Z M5.5 12 L5.5 17 M10 12 L10 17 M14 12 L14 17 M18.5 12 L18.5 17 M3 20.5 L21 20.5",
    "receipt": "M5 3 L19 3 L19 21 L16.7 19 L14.3 21 L12 19 L9.7 21 L7.3 19 L5 21 Z M8.5 8 L15.5 8 M8.5 12.5 L15.5 12.5",
    "refund": "M4 4.5 L4 10 L9.5 10 M4.4 9.6 C6.5 5.5 11 3.6 15 4.9 C19.5 6.4 21.6 11.4 19.8 15.6 C18 19.9 13 21.8 8.9 19.8 C7 18.9 5.6 17.6 4.7 15.8",
    "qr": "M4 4 L10 4 L10 10 L4 10 Z M14 4 L20 4 L20 10 L14 10 Z M4 14 L10 14 L10 20 L4 20 Z M14 13.2 L14 17 L17 17 M20 13.2 L20 16 M14 20.3 L17.5 20.3 M20.2 18.5 L20.2 20.8 D 7 7 1.2 D 17 7 1.2 D 7 17 1.2",
    "scan": "M8 3.5 L3.5 3.5 L3.5 8 M16 3.5 L20.5 3.5 L20.5 8 M20.5 16 L20.5 20.5 L16 20.5 M8 20.5 L3.5 20.5 L3.5 16 M6.5 12 L17.5 12",
    "certificate": "M4 3.5 L20 3.5 L20 15.5 L16.5 15.5 M8.5 15.5 L4 15.5 L4 3.5 M8 7.5 L16 7.5 O 12.5 14 3.2 M10.5 16.5 L9.8 21.5 L12.5 19.8 L15.2 21.5 L14.5 16.5",
    "award": "O 12 9 6 M8 13.5 L6.5 21 L12 18 L17.5 21 L16 13.5 D 12 9 2.6",
    "leaf": "M5 19 C3.5 9 9.5 4 20 4 C20.4 14.5 15 20.5 5 19 Z M3.5 20.8 C7.5 16.5 10.5 13.2 14 10",
    # people and talk
    "user": "O 12 8 4.2 M4 20.8 C4.5 16.2 7.5 14.6 12 14.6 C16.5 14.6 19.5 16.2 20 20.8",
    "users": "O 9 8 3.8 M2 20 C2.4 16 5 14.4 9 14.4 C13 14.4 15.6 16 16 20 M15.5 4.5 C18.8 5 18.8 10.8 15.5 11.4 M18 14.8 C20.4 15.6 21.6 17.4 21.9 20",
    "chat": "M3.5 4.5 L20.5 4.5 L20.5 16.5 L11.5 16.5 L7 20.8 L7 16.5 L3.5 16.5 Z",
    "send": "M3 11 L21 3.5 L14.5 20.5 L11 13.2 Z M21 3.5 L11 13.2",
    "phone": "M4 4.5 L8.5 3.5 L10.5 8.5 L8 10.3 C9.2 12.8 11.2 14.8 13.7 16 L15.5 13.5 L20.5 15.5 L19.5 20 C11 20.8 3.2 13 4 4.5 Z",
    "mail": "M3 5.5 L21 5.5 L21 18.5 L3 18.5 Z M3 6.5 L12 13.5 L21 6.5",
    "bell": "M5.8 17 C7 15.5 7 13.5 7 10.5 C7 7 9 5 12 5 C15 5 17 7 17 10.5 C17 13.5 17 15.5 18.2 17 Z M12 5 L12 2.8 M9.8 20 C10.8 21.3 13.2 21.3 14.2 20",
    "heart": "M12 20.3 C6.5 16 3 12.6 3 8.9 C3 6 5.2 4 7.8 4 C9.6 4 11.2 5 12 6.8 C12.8 5 14.4 4 16.2 4 C18.8 4 21 6 21 8.9 C21 12.6 17.5 16 12 20.3 Z",
    "star": "M12 3 L14.7 9 L21.2 9.7 L16.3 14 L17.7 20.5 L12 17.2 L6.3 20.5 L7.7 14 L2.8 9.7 L9.3 9 Z",
    "share": "M12 15 L12 3.5 M7.5 7.5 L12 3 L16.5 7.5 M7.5 11 L4.5 11 L4.5 20.5 L19.5 20.5 L19.5 11 L16.5 11",
    "flag": "M5.5 21.5 L5.5 3.5 L19.5 5 L16.5 9.5 L19.5 14 L5.5 14.5",
    "thumb-up": "M3.5 10.5 L7 10.5 L7 20 L3.5 20 Z M7 11 L11 3.5 C13.4 3.7 14 5.3 13.5 7.3 L13 9.5 L19.8 9.5 L18.3 19 L10.5 20 L7 18.8",
    # the live room
    "camera": "M2.5 6.5 L14.5 6.5 L14.5 17.5 L2.5 17.5 Z M14.5 11 L21.5 7 L21.5 17 L14.5 13",
    "live": "D 12 12 2.6 M8.2 8.2 C6 10.4 6 13.6 8.2 15.8 M15.8 8.2 C18 10.4 18 13.6 15.8 15.8 M5.3 5.3 C1.6 9 1.6 15 5.3 18.7 M18.7 5.3 C22.4 9 22.4 15 18.7 18.7",
    "play": "M7 4.2 L19.5 12 L7 19.8 Z",
    "pause": "M8 4.5 L8 19.5 M16 4.5 L16 19.5",
    "stop": "M5.5 5.5 L18.5 5.5 L18.5 18.5 L5.5 18.5 Z",
    "mic": "M9 5.5 C9 2.2 15 2.2 15 5.5 L15 11.5 C15 14.8 9 14.8 9 11.5 Z M5 11 C5 20 19 20 19 11 M12 17.7 L12 21.3",
    "mic-off": "M9 9.5 L9 11.5 C9 14 12 14.8 13.8 13.4 M9.3 5 C10 2.3 15 2.2 15 5.5 L15 10 M5 11 C5 17 10.5 19 15 16.9 M18.5 13.8 C18.8 13 19 12 19 11 M12 17.7 L12 21.3 M3.5 3 L20.5 20.5",
    "volume": "M3 9 L7 9 L12 4.5 L12 19.5 L7 15 L3 15 Z M15.5 8.8 C17.3 10.6 17.3 13.4 15.5 15.2 M18.3 6 C21.6 9.3 21.6 14.7 18.3 18",
    "volume-off": "M3 9 L7 9 L12 4.5 L12 19.5 L7 15 L3 15 Z M15.5 9.5 L20.5 14.5 M20.5 9.5 L15.5 14.5",
    "fullscreen": "M9 3.5 L3.5 3.5 L3.5 9 M15 3.5 L20.5 3.5 L20.5 9 M20.5 15 L20.5 20.5 L15 20.5 M9 20.5 L3.5 20.5 L3.5 15",
    "fullscreen-exit": "M3.5 9 L9 9 L9 3.5 M20.5 9 L15 9 L15 3.5 M15 20.5 L15 15 L20.5 15 M9 20.5 L9 15 L3.5 15",
    "switch-camera": "M4 8 L7.5 8 L9 5.5 L15 5.5 L16.5 8 L20 8 L20 19 L4 19 Z M8.7 13.5 C9 10.5 13.5 9.8 15 12.3 M15.3 9.9 L15 12.4 L12.6 12.3 M15.2 14 C14.6 16.8 10.4 17.2 9 14.9",
    "pinned": "M8.5 3.5 L15.5 3.5 L14.8 10 L18 13.5 L6 13.5 L9.2 10 Z M12 13.5 L12 21",
    # marks and states
    "check": "M4 12.8 L9.5 18.3 L20.2 6",
    "plus": "M12 4 L12 20 M4 12 L20 12",
    "minus": "M4 12 L20 12",
    "info": "O 12 12 8.7 M12 11 L12 16.6 D 12 7.7 1.3",
    "help": "O 12 12 8.7 M9.3 9.6 C9.3 6.2 14.8 6.2 14.8 9.4 C14.8 11.6 12 11.6 12 14 D 12 16.8 1.2",
    "warning": "M12 3.2 L21.6 20 L2.4 20 Z M12 9.2 L12 14.2 D 12 17 1.2",
    "error": "M8.2 3.2 L15.8 3.2 L20.8 8.2 L20.8 15.8 L15.8 20.8 L8.2 20.8 L3.2 15.8 L3.2 8.2 Z M12 7.2 L12 12.8 D 12 16.2 1.3",
    "success": "O 12 12 8.7 M7.8 12.4 L10.9 15.5 L16.4 8.9",
    "shield-check": "M12 2.8 L19.8 5.5 L19.8 11.5 C19.8 16.2 16.6 19.5 12 21.3 C7.4 19.5 4.2 16.2 4.2 11.5 L4.2 5.5 Z M8.2 11.8 L11 14.6 L15.9 9",
    "lock": "M4.5 10.5 L19.5 10.5 L19.5 20.5 L4.5 20.5 Z M8 10.5 L8 7.5 C8 2.2 16 2.2 16 7.5 L16 10.5 M12 14 L12 17",
    "unlock": "M4.5 10.5 L19.5 10.5 L19.5 20.5 L4.5 20.5 Z M8 10.5 L8 7.5 C8 2.6 14.8 2.4 15.9 6.2 M12 14 L12 17",
    "key": "O 8 16 4.3 M11.2 12.8 L20.5 3.5 M16 8 L19.5 11.5",
    "eye": "M2 12 C5.8 5.8 18.2 5.8 22 12 C18.2 18.2 5.8 18.2 2 12 Z O 12 12 2.8",
    "eye-off": "M9.8 7.7 C14.5 6.6 19.6 8.3 22 12 C21.2 13.3 20 14.4 18.6 15.2 M14.5 16.3 C9.6 17.5 4.5 15.8 2 12 C2.9 10.6 4.1 9.5 5.5 8.7 M3.8 3.8 L20.2 20.2",
    "sun": "O 12 12 4 M12 2 L12 4.8 M12 19.2 L12 22 M2 12 L4.8 12 M19.2 12 L22 12 M5 5 L6.9 6.9 M17.1 17.1 L19 19 M19 5 L17.1 6.9 M6.9 17.1 L5 19",
    "moon": "M20 14.6 C13.5 17.2 7 11 9.6 4 C1.5 7 2 19.6 11 20.6 C15.4 21 18.8 18.3 20 14.6 Z",
    # tools
    "filter": "M3.5 5 L20.5 5 L14.2 12.5 L14.2 18 L9.8 20.5 L9.8 12.5 Z",
    "sliders": "M3.5 7 L10.5 7 M15.5 7 L20.5 7 M3.5 17 L8.5 17 M13.5 17 L20.5 17 O 13 7 2.5 O 11 17 2.5",
    "sort": "M7.5 4 L7.5 19.5 M3.8 15.8 L7.5 19.7 L11.2 15.8 M16.5 20 L16.5 4.5 M12.8 8.2 L16.5 4.3 L20.2 8.2",
    "calendar": "M4 5.5 L20 5.5 L20 20.5 L4 20.5 Z M4 10 L20 10 M8.5 2.8 L8.5 7.5 M15.5 2.8 L15.5 7.5 D 8.5 14.8 1.5 D 15.5 14.8 1.5",
    "clock": "O 12 12 8.7 M12 6.8 L12 12.3 L15.8 14.6",
    "edit": "M4 20 L4.8 15.4 L16 4.2 L19.8 8 L8.6 19.2 Z M13.3 6.9 L17.1 10.7",
    "trash": "M3.8 6.5 L20.2 6.5 M9 6.5 L9 3.5 L15 3.5 L15 6.5 M5.8 6.5 L6.8 20.5 L17.2 20.5 L18.2 6.5 M10.2 10.5 L10.5 16.5 M13.8 10.5 L13.5 16.5",
    "copy": "M8.5 8.5 L20 8.5 L20 20 L8.5 20 Z M5.5 15.5 L4 15.5 L4 4 L15.5 4 L15.5 5.5",
    "download": "M12 3.5 L12 15 M7 10.5 L12 15.5 L17 10.5 M4 17 L4 20.5 L20 20.5 L20 17",
    "upload": "M12 15.5 L12 4 M7 8.7 L12 3.6 L17 8.7 M4 17 L4 20.5 L20 20.5 L20 17",
    "image": "M3.5 4.5 L20.5 4.5 L20.5 19.5 L3.5 19.5 Z M3.5 16.5 L9 11 L13 15 L16 12.5 L20.5 16.8 D 15.8 8.6 1.7",
    "printer": "M7 8.5 L7 3.5 L17 3.5 L17 8.5 M7 17.5 L3.5 17.5 L3.5 8.5 L20.5 8.5 L20.5 17.5 L17 17.5 M7 14 L17 14 L17 21 L7 21 Z",
    "refresh": "M20 4.5 L20 9.5 L15 9.5 M19.6 9.3 C17 3.2 8.5 2.2 5 8.2 M4 19.5 L4 14.5 L9 14.5 M4.4 14.7 C7 20.8 15.5 21.8 19 15.8",
    "chart": "M4 3.5 L4 20.5 L21 20.5 M8.5 17 L8.5 12.5 M13 17 L13 8 M17.5 17 L17.5 5",
    "settings": "M10.2 2.8 L13.8 2.8 L14.4 5.4 L16.5 6.6 L19 5.8 L20.8 8.9 L18.9 10.8 L18.9 13.2 L20.8 15.1 L19 18.2 L16.5 17.4 L14.4 18.6 L13.8 21.2 L10.2 21.2 L9.6 18.6 L7.5 17.4 L5 18.2 L3.2 15.1 L5.1 13.2 L5.1 10.8 L3.2 8.9 L5 5.8 L7.5 6.6 L9.6 5.4 Z O 12 12 2.9",
    "login": "M13.5 3.5 L20 3.5 L20 20.5 L13.5 20.5 M3.5 12 L14.5 12 M10 7.2 L14.8 12 L10 16.8",
    "logout": "M10.5 3.5 L4 3.5 L4 20.5 L10.5 20.5 M9 12 L20 12 M15.3 7.2 L20.1 12 L15.3 16.8",
    "wifi-off": "M3.5 3.5 L20.5 20.5 M2.5 9.5 C4 8.2 5.6 7.3 7.4 6.7 M11.5 6 C15 5.9 18.6 7.1 21.5 9.5 M5.8 13.2 C7.2 12.1 8.6 11.4 10.1 11.1 M15.4 11.8 C16.4 12.2 17.4 12.7 18.2 13.4 D 12 18 2",
    # what a stall needs besides
    "money": "M2.5 6 L21.5 6 L21.5 18 L2.5 18 Z O 12 12 2.8 D 6 9.4 1.1 D 18 14.6 1.1",
    "percent": "M18.5 5 L5.5 19 O 7 7 2.6 O 17 17 2.6",
    "gift": "M3.5 8.5 L20.5 8.5 L20.5 12.5 L3.5 12.5 Z M5 12.5 L5 20.5 L19 20.5 L19 12.5 M12 8.5 L12 20.5 M12 8.3 C9.5 2.5 5.5 4.5 7.5 8.3 M12 8.3 C14.5 2.5 18.5 4.5 16.5 8.3",
    "building": "M5 20.5 L5 3.5 L15 3.5 L15 20.5 M15 9.5 L19.5 9.5 L19.5 20.5 M2.5 20.5 L21.5 20.5 M8.5 7.5 L11.5 7.5 M8.5 11.5 L11.5 11.5 M8.5 15.5 L11.5 15.5",
    "route": "O 5.5 18.5 2.4 O 18.5 5.5 2.4 M8.2 18.5 L14.5 18.5 C19.5 18.5 19.5 12 14.5 12 L9.5 12 C4.5 12 4.5 5.5 9.5 5.5 L15.8 5.5",
    "weight": "M5 8.5 L19 8.5 L21 20.5 L3 20.5 Z M9 8.5 C7.5 2.5 16.5 2.5 15 8.5 M8.5 14.5 L15.5 14.5",
    "user-plus": "O 9.5 8 4 M2 20.8 C2.5 16.2 5.2 14.6 9.5 14.6 C12 14.6 14 15.2 15.3 16.4 M18.5 8 L18.5 15 M15 11.5 L22 11.5",
    "id-card": "M2.5 5 L21.5 5 L21.5 19 L2.5 19 Z O 8 10.4 2.2 M4.8 16 C5.4 13.8 10.6 13.8 11.2 16 M14.5 9.5 L18.5 9.5 M14.5 14 L18.5 14",
    "headset": "M4.5 15 L4.5 12 C4.5 1.8 19.5 1.8 19.5 12 L19.5 15 M4.5 12.5 L8 12.5 L8 18 L4.5 18 Z M16 12.5 L19.5 12.5 L19.5 18 L16 18 Z M19.5 18 C19.5 20.5 16.5 21 13.5 21",
    "reply": "M9.5 5 L3.5 11 L9.5 17 M4 11 L14 11 C18.5 11 20.5 14 20.5 19.5",
    "attach": "M20 10.5 L11.5 19 C8.2 22.2 2.8 17.2 6.2 13.6 L15 4.8 C17.4 2.6 20.8 6 18.6 8.4 L10.4 16.6 C9.2 17.8 7.4 16 8.6 14.8 L15.5 8",
    "file": "M5.5 3 L14.5 3 L19 7.5 L19 21 L5.5 21 Z M14 3.3 L14 8 L18.8 8 M9 12.5 L15.5 12.5 M9 16.5 L15.5 16.5",
    "ban": "O 12 12 8.7 M6 6 L18 18",
    "heart-full": "F12 20.3 C6.5 16 3 12.6 3 8.9 C3 6 5.2 4 7.8 4 C9.6 4 11.2 5 12 6.8 C12.8 5 14.4 4 16.2 4 C18.8 4 21 6 21 8.9 C21 12.6 17.5 16 12 20.3 Z",
    "star-full": "F12 3 L14.7 9 L21.2 9.7 L16.3 14 L17.7 20.5 L12 17.2 L6.3 20.5 L7.7 14 L2.8 9.7 L9.3 9 Z",
}  # fmt: skip

ALIASES: dict[str, str] = {
    "alert": "warning", "x": "close", "message": "chat", "video": "camera", "radio": "live", "star-outline": "star", "print": "printer",
    "thumbs-up": "thumb-up",
}  # fmt: skip

_PIECE = re.compile(r"([MLCQODF])([^MLCQODFZ]*)(Z?)")


def _at(x: float, y: float, seed: int) -> tuple[int, int]:
    """The point in tenths, moved by the field."""
    dx, dy = noise(x / 5 + 0.37, y / 5 + 0.61, seed) * CUT, noise(x / 5 + 0.37, y / 5 + 0.61, seed + 9) * CUT
    return round((x + dx) * 10), round((y + dy) * 10)


def _steps(spec: str, seed: int) -> Iterator[tuple[str, list[tuple[int, int]], bool]]:
    """The commands of a drawing: verb, points in tenths, whether it closes. Circles come as four curves."""
    for verb, text, shut in _PIECE.findall(spec):
        v = [float(t) for t in re.findall(r"-?[\d.]+", text)]
        if verb != "O":
            yield verb, [_at(v[i], v[i + 1], seed) for i in range(0, len(v) - 1, 2)], bool(shut)
            continue
        x, y, r = v
        k = r * 0.5523
        yield "M", [_at(x, y - r, seed)], False
        quarters = (
            ((x + k, y - r), (x + r, y - k), (x + r, y)),
            ((x + r, y + k), (x + k, y + r), (x, y + r)),
            ((x - k, y + r), (x - r, y + k), (x - r, y)),
            ((x - r, y - k), (x - k, y - r), (x, y - r)),
        )
        for i, quarter in enumerate(quarters):
            yield "C", [_at(*p, seed) for p in quarter], i == 3


def _diamond(text: str) -> str:
    x, y, r = (round(float(t) * 10) for t in text.split())
    return f"M{numbers([x, y - r])}l{numbers([r, r, -r - 1, r, 1 - r, -r])}z"


def _drawn(spec: str, seed: int) -> str:
    full = spec.startswith("F")
    dots = "".join(_diamond(text) for text in re.findall(r"D ([\d. ]+)", spec))
    lines, before = "", ""
    here = start = (0, 0)
    for verb, points, shut in _steps(re.sub(r"D [\d. ]+", "", spec).replace("F", "M"), seed):
        if verb == "M":
            lines += "M" + numbers(points[0])
            here = start = points[0]
            before = "M"
            continue
        deltas = [v for x, y in points for v in (x - here[0], y - here[1])]
        text = numbers(deltas)
        glue = verb.lower() if verb != before else ("" if text[0] == "-" else " ")
        lines += glue + text + ("z" if shut else "")
        here = start if shut else points[-1]
        before = "" if shut else verb
    if full:
        return f'<path fill="currentColor" d="{lines}"/>'
    out = f'<path d="{lines}"/>' if lines else ""
    return out + (f'<path fill="currentColor" stroke="none" d="{dots}"/>' if dots else "")


def names() -> list[str]:
    """Every icon name, aliases included; the symbol is ``i-<name>``."""
    return sorted([*_ICONS, *ALIASES])


def sprite() -> str:
    """The sprite: ``<svg><use href="…/icons.svg#i-cart"/></svg>``."""
    frame = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="square"'
    symbols = "".join(
        f'<symbol id="i-{name}" viewBox="0 0 24 24" {frame}>{_drawn(_ICONS[ALIASES.get(name, name)], 3)}</symbol>' for name in names()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'
