"""The prints of goods: one 200 × 200 sheet without paper for each kind; the page lays its own print paper under it."""

from collections.abc import Callable

from art.motifs import (
    bottles,
    boughs,
    craft,
    fruit,
    garden,
    handwork,
    harvest,
    larder,
    orchard,
    outings,
    pantry,
    sea,
    second_harvest,
    second_house,
    second_table,
    ware,
    yard,
)
from art.press import Press

PRINTS: dict[str, Callable[[Press], None]] = {
    "lychee": fruit.lychee, "dragon-fruit": fruit.dragon_fruit, "grapes": fruit.grapes, "cashew": fruit.cashew, "peanut": fruit.peanut,
    "fish-sauce": bottles.fish_sauce, "vase": ware.vase,
    "garlic": harvest.garlic, "rice": harvest.rice, "pepper": harvest.pepper, "cinnamon": harvest.cinnamon, "star-anise": harvest.star_anise,
    "mushrooms": harvest.mushrooms, "tea": harvest.tea, "coffee": harvest.coffee, "lotus-seed": harvest.lotus_seed,
    "turmeric": harvest.turmeric, "salt": harvest.salt, "ginseng": harvest.ginseng, "cacao": harvest.cacao,
    "pomelo": orchard.pomelo, "mango": orchard.mango, "durian": orchard.durian, "coconut": orchard.coconut, "orange": orchard.orange,
    "banana": orchard.banana, "avocado": orchard.avocado,
    "shrimp": sea.shrimp, "crab": sea.crab, "dried-fish": sea.dried_fish, "squid": sea.squid,
    "honey": pantry.honey, "rice-wine": pantry.rice_wine, "sim-wine": pantry.sim_wine, "essential-oil": pantry.essential_oil,
    "chili-sauce": pantry.chili_sauce, "rice-paper": pantry.rice_paper, "noodles": pantry.noodles, "banh-chung": pantry.banh_chung,
    "sausage": pantry.sausages, "eggs": pantry.eggs, "herbal-tea": pantry.herbal_tea, "soap": pantry.soap, "water": pantry.water,
    "jam": pantry.jam,
    "basket": craft.basket, "brocade": craft.brocade, "silk": craft.silk, "bowls": craft.bowls, "lacquer": craft.lacquer,
    "house": craft.house, "indigo": craft.indigo,
    "kumquat": garden.kumquat, "bonsai": garden.bonsai, "orchid": garden.orchid, "blossom": garden.blossom, "goldfish": garden.goldfish,
    "apple": boughs.apple, "apricot-blossom": boughs.apricot_blossom, "artichoke": boughs.artichoke, "chili": boughs.chili, "grape": boughs.grape,
    "longan": boughs.longan, "pineapple": boughs.pineapple, "vegetables": boughs.vegetables,
    "beef-jerky": yard.beef_jerky, "chicken": yard.chicken, "cow-milk": yard.cow_milk, "duck-egg": yard.duck_egg, "fish-pet": yard.fish_pet,
    "pork": yard.pork,
    "cake": larder.cake, "candy": larder.candy, "capsule": larder.capsule, "juice": larder.juice, "soy-sauce": larder.soy_sauce,
    "spirits": larder.spirits, "sticky-rice": larder.sticky_rice, "wine": larder.wine,
    "bamboo-basket": handwork.bamboo_basket, "embroidery": handwork.embroidery, "indigo-cloth": handwork.indigo_cloth, "mat": handwork.mat,
    "pottery": handwork.pottery, "wood-carving": handwork.wood_carving,
    "boat-tour": outings.boat_tour, "garden-tour": outings.garden_tour, "stilt-house": outings.stilt_house,
    # A second arrangement of what several goods share.
    "coconut-2": second_harvest.coconut, "coffee-2": second_harvest.coffee, "dragon-fruit-2": second_harvest.dragon_fruit,
    "garlic-2": second_harvest.garlic, "lychee-2": second_harvest.lychee, "orange-2": second_harvest.orange, "pepper-2": second_harvest.pepper,
    "pomelo-2": second_harvest.pomelo, "rice-2": second_harvest.rice, "salt-2": second_harvest.salt, "tea-2": second_harvest.tea,
    "candy-2": second_table.candy, "crab-2": second_table.crab, "dried-fish-2": second_table.dried_fish,
    "essential-oil-2": second_table.essential_oil, "fish-sauce-2": second_table.fish_sauce, "honey-2": second_table.honey,
    "rice-paper-2": second_table.rice_paper, "shrimp-2": second_table.shrimp, "spirits-2": second_table.spirits,
    "sticky-rice-2": second_table.sticky_rice,
    "bonsai-2": second_house.bonsai, "brocade-2": second_house.brocade, "orchid-2": second_house.orchid, "pottery-2": second_house.pottery,
}  # fmt: skip

COARSE: dict[str, float] = {
    "cinnamon": 0.26, "pepper": 0.26, "star-anise": 0.45, "coffee": 0.46, "durian": 0.33, "dried-fish": 0.26, "silk": 0.33, "house": 0.5,
    "bonsai": 0.48, "orchid": 0.4, "blossom": 0.55, "goldfish": 0.42, "peanut": 0.26,
    "apricot-blossom": 0.55, "artichoke": 0.8, "chili": 0.26, "grape": 0.34, "longan": 0.65, "pineapple": 0.8, "vegetables": 0.65,
    "beef-jerky": 0.43, "chicken": 0.38, "duck-egg": 0.38, "fish-pet": 0.34, "pork": 0.3, "sticky-rice": 0.8, "wine": 0.23, "bamboo-basket": 0.8,
    "embroidery": 0.3, "indigo-cloth": 0.38, "pottery": 0.23, "wood-carving": 0.43, "boat-tour": 0.26, "garden-tour": 0.8, "stilt-house": 0.65,
    "dragon-fruit-2": 0.48, "garlic-2": 0.34, "lychee-2": 0.8, "orange-2": 0.8, "pepper-2": 0.38, "pomelo-2": 0.43, "salt-2": 0.34, "tea-2": 0.3,
    "candy-2": 0.55, "crab-2": 0.48, "dried-fish-2": 0.55, "essential-oil-2": 0.55, "honey-2": 0.65, "rice-paper-2": 0.3, "shrimp-2": 0.8,
    "spirits-2": 0.34, "sticky-rice-2": 0.8, "bonsai-2": 0.8, "orchid-2": 0.65,
}  # fmt: skip
"""Busy prints are cut a little coarser than the others, so that none weighs more than 14 kB."""


def sheet(name: str, draw: Callable[[Press], None]) -> str:
    """One print."""
    press = Press(f"p-{name}", 200, 200, seed=sum(map(ord, name)), tolerance=COARSE.get(name, 0.2))
    draw(press)
    return press.svg()


def files() -> dict[str, str]:
    """Every print by file name."""
    return {f"prints/{name}.svg": sheet(name, draw) for name, draw in PRINTS.items()}
