/**
 * A line a product: title | code of its SKUs | euros of its first variant | options | what it is.
 * The categories are the products' tags.
 */
export const indoorProducts: Record<string, string> = {
  kitchen: `
Larch Serving Board, No. 3 | BRD-LRC | 34.95 | trio finish | A long board with a thumb hole, cut from one plank so the grain runs from end to end.
Hollow Oak Chopping Block | BLK-HOK | 69.95 | scale | End-grain oak that closes again after the knife, with a groove that catches the juice.
Quayside Chef's Apron | APR-QSD | 39.95 | cloth | Crossed straps take the weight off your neck, and the pockets sit where hands fall.
Ember Carbon Steel Pan | PAN-EMB | 54.95 | trio | Light enough to toss with one hand, and darker and slicker with every meal you make.
Skerry Salt Pig | PIG-SKR | 24.90 | glaze | An open mouth for quick fingers and a glazed hood that keeps the steam away.
Beech Spoon Set | SPN-BCH | 16.90 | finish | Four spoons for stirring, tasting, turning and serving, each with its own edge.
Fernhill Tea Towel | TWL-FRN | 12.90 | cloth pack | A generous towel in a herringbone weave that dries glasses without a trace of lint.
Tidewater Enamel Colander | CLN-TDW | 29.90 | enamel | Stands on its own foot in the sink and goes to the table with the beans still in it.
Millstone Pepper Mill | MIL-MLS | 44.95 | finish | A ceramic grinder under a turned top, set from dust to cracked with half a turn.
Rolling Pin, No. 1 | PIN-RLN | 22.90 | - | A plain tapered pin without handles, so that you feel the dough through the wood.`,
  tableware: `
Tidewater Enamel Mug | MUG-TDW | 16.90 | cup enamel | Two coats of enamel on steel, a rolled rim, and a handle that takes a gloved hand.
Skerry Dinner Plate | PLT-SKR | 21.90 | glaze pack | A wide, nearly flat plate with a raised edge that stops the sauce where it should.
Skerry Pasta Bowl | BWL-SKR | 23.90 | glaze pack | Deep enough for soup and wide enough for pasta, with a foot that stays cool.
Saltmarsh Water Glass | GLS-SLT | 8.90 | cup pack | Pressed glass with a faint ripple that throws light across the tablecloth.
Northlight Carafe | CRF-NRT | 32.95 | jar | A straight carafe whose glass stopper is also the cup for the bedside.
Harbour Cutlery, Place Setting | CUT-HRB | 49.95 | metal | Knife, fork, soup spoon and teaspoon with slim handles and a satin finish.
Larch Egg Cup | EGG-LRC | 6.90 | finish pack | Turned from offcuts of our boards, so no two have quite the same rings.
Fernhill Linen Napkin | NPK-FRN | 9.90 | cloth pack | Stone-washed linen with mitred corners, soft from the first supper on.
Drift Butter Dish | BTR-DRF | 27.90 | glaze | A lidded dish that holds half a pound and slides easily into the fridge door.
Guest Table Sampler | SMP-TBL | 59.95 | - | One plate, one bowl, one glass and one napkin, to try a table before you set it.`,
  coffee: `
Lighthouse Espresso Blend | COF-LGH | 9.90 | bag grind | Cocoa, toasted hazelnut and a long finish that stands up to milk.
Fogbank Filter Roast | COF-FOG | 10.90 | bag grind | A light roast with stone fruit and black tea, best brewed slowly on a grey morning.
Nightwatch Decaf | COF-NGT | 11.90 | bag grind | Decaffeinated with spring water alone, with caramel and orange peel left in the cup.
Coffee Sample, Filter Roast | COF-SMP | 0.00 | - | Forty grams of whatever we roasted this week, enough for two good cups.
Skerry Pour-Over Cone | CON-SKR | 28.90 | glaze | Three ribs and one wide hole let the water through at an even, unhurried pace.
Unbleached Filter Papers | FLT-UNB | 4.90 | pack | One hundred papers that fit our cone and most others of the same size.
Northlight Coffee Server | SRV-NRT | 36.95 | jar | Thin heatproof glass with marks for two and four cups and a spout that never drips.
Anchor Hand Grinder | GRN-ANC | 89.95 | metal | Steel burrs on two bearings, thirty clicks from espresso to French press.
Quayside Espresso Machine | ESP-QSD | 690.00 | enamel | A lever machine with a brass group that makes one perfect cup after another.
Milk Jug, Straight Lip | JUG-STR | 19.90 | cup | Heavy steel with a lip that pours a leaf as easily as a heart.`,
  textiles: `
Fernhill Lambswool Throw | THR-FRN | 99.95 | cloth | Woven on narrow looms with a border of undyed wool and a hand-knotted fringe.
Saltmarsh Linen Sheet | SHT-SLT | 79.95 | trio cloth | Washed four times before it reaches you, cool in August and warm in March.
Saltmarsh Pillowcase | PLW-SLT | 24.90 | scale cloth | An envelope closing keeps the pillow in, and no button marks your cheek.
Moorland Cushion Cover | CSH-MRL | 29.90 | scale cloth | A basket weave on the front and plain cotton behind, closed with a hidden zip.
Quayside Doormat | MAT-QSD | 34.95 | scale | Coir bristles on a natural rubber back that stays where it is in the wind.
Harbour Wool Blanket | BLN-HRB | 145.00 | trio | A heavy blanket with one stripe, made for cold cabins and long films.
Fernhill Table Runner | RUN-FRN | 38.95 | cloth | A long strip of half-linen that makes a bare table look expected.
Heron Bath Towel | TWL-HRN | 26.90 | scale cloth | A thick loop on one side and a flat weave on the other, quick to dry.
Heron Face Cloth | FCL-HRN | 7.90 | cloth pack | A small waffle square for the morning, with a loop for the hook.
Mending Kit, Visible | KIT-MND | 18.90 | - | Six threads, two needles and a darning mushroom, for repairs you want to show.`,
  lighting: `
Northlight Table Lamp | LMP-NRT | 120.00 | metal | A weighted foot, a folded linen shade and a dimmer you can find in the dark.
Northlight Pendant | PND-NRT | 190.00 | scale metal | Spun metal outside and white enamel inside, for a clear pool of light over a table.
Lantern Fold Wall Lamp | WAL-LNF | 84.95 | metal | An arm with two joints that follows the book from chair to bed.
Beacon Filament Bulb | BLB-BCN | 12.90 | pack | A dimmable filament in clear glass, as warm as the last hour of the day.
Storm Lantern | LNT-STR | 42.95 | enamel | A wind-proof lantern for lamp oil with a wick that trims from outside.
Candle Sconce, Hammered | SCN-HMR | 32.95 | metal | A hammered plate behind the flame doubles its light on a dark wall.
Clip Reading Light | CLP-RDN | 27.90 | enamel | Holds to a shelf, a headboard or a book and charges from any plug.
Cloth Lamp Cable | CBL-CLT | 14.90 | cloth | Three metres of braided cable with a switch at the right height.
Driftwood Floor Lamp | FLR-DRF | 250.00 | finish | Three legs, a single bolt and a tall shade that fills the corner behind a sofa.
Tea Light Holder, Ripple | TLH-RPL | 8.90 | glaze pack | Thin ripples in the clay make a small flame move on the tablecloth.`,
  furniture: `
Hollow Oak Bench | BNC-HOK | 780.00 | trio finish | Solid oak with through tenons, made to sit in a hall for three generations.
Larch Milking Stool | STL-LRC | 79.95 | finish | Three splayed legs that never wobble, whatever the floor has in mind.
Shaker Peg Rail | PEG-SHK | 38.95 | scale finish | A row of turned pegs for coats, keys and everything that would lie on the chair.
Quayside Wall Hook | HOK-QSD | 9.90 | metal pack | Cast in sand and filed by hand, with one screw hidden behind the curve.
Drift Floating Shelf | SHL-DRF | 46.95 | trio finish | A thick shelf on two hidden pins that carries a full row of cookbooks.
Fernhill Footstool | FST-FRN | 120.00 | cloth | A sprung seat in wool cloth, the height of tired feet and small visitors.
Hollow Oak Side Table | TBL-HOK | 290.00 | finish | A round top with a raised lip, just wide enough for a lamp and a cup.
Cast Shelf Bracket | BRK-CST | 17.90 | metal scale | A plain bracket with a rib beneath, cast to carry more than it has to.
Folding Map Desk | DSK-MAP | 540.00 | - | A desk that closes to the depth of a drawer and opens to a chart's full width.
Felt Chair Pad | PAD-FLT | 22.90 | cloth pack | Thick wool felt with rounded corners that keeps its place without strings.`,
};
