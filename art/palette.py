"""The inks and papers of the look, named as a printer in Đông Hồ names them."""

INK = "#1B1A17"  # mực: soot of bamboo leaves
SON = "#C2371F"  # son: vermilion from gravel
SON_LIGHT = "#D9583A"
SON_DARK = "#9A2715"
HOE = "#E9B233"  # hoè: pagoda-tree flowers
HOE_LIGHT = "#F5D07A"
HOE_DARK = "#C98A1E"
DONG = "#2B6C5F"  # đồng: verdigris
DONG_LIGHT = "#76A68F"
DONG_DARK = "#1D4D45"
CHAM = "#22376B"  # chàm: indigo
CHAM_LIGHT = "#6379B8"
CHAM_PALE = "#A9BDDF"
CHAM_DARK = "#16254B"
NAU = "#8A4B1D"  # nâu: củ nâu, the brown yam that dyes cloth
NAU_LIGHT = "#B5713A"
NAU_DARK = "#5F3213"
AMBER = "#BD6A20"  # fish sauce against the light
PEACH = "#F0B48E"
PINK = "#D9476A"  # dragon fruit, peach blossom
PINK_LIGHT = "#F0A0AE"
CREAM = "#FFF8EA"  # điệp: shell white
BONE = "#FBF4E2"
STONE = "#D5CDB9"
STONE_DARK = "#A79D86"
SKIN = "#EDC49B"
SKIN_DARK = "#D39E70"

SEAL = "#B8321B"  # the OCOP seal alone
GROUND = "#F7F1E4"
NIGHT = "#0F1626"

# Print papers: keylined pictures only, no text on them.
PAPER_YELLOW = "#F3DFA6"
PAPER_BLUE = "#D5DDEB"
PAPER_GREEN = "#CFE0D6"
PAPER_ROSE = "#F2D3C4"
PAPER_SAND = "#EDE4D0"
PAPERS = (PAPER_YELLOW, PAPER_BLUE, PAPER_GREEN, PAPER_ROSE, PAPER_SAND)
