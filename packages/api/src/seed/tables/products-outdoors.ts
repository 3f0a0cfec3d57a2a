/** As the table of what is for indoors: title | code | euros | options | what it is. */
export const outdoorProducts: Record<string, string> = {
  garden: `
Fernhill Hand Trowel | TRW-FRN | 21.90 | finish | A forged blade with depth marks and a handle that fits a wet glove.
Fernhill Hand Fork | FRK-FRN | 21.90 | finish | Three stout tines for roots and couch grass, balanced at the collar.
Copper Watering Can | CAN-CPR | 64.95 | scale | A long spout that reaches the back of the shelf and a rose as soft as drizzle.
Terracotta Pot, Rolled Rim | POT-TRC | 11.90 | trio pack | Thrown in frost-proof clay with a rim you can lift it by.
Saltmarsh Garden Gloves | GLV-SLT | 18.90 | size leather | Supple goatskin with a long cuff, cut close so that you feel the seedling.
Meadow Seed Mix | SED-MDW | 4.90 | pack | Fourteen native flowers in one packet, enough for a strip beside a wall.
Jute Garden Twine | TWN-JUT | 5.90 | cloth | Ninety metres of three-ply twine that holds all summer and rots by spring.
Bypass Secateurs | SEC-BYP | 38.95 | leather | Blades that can be sharpened, springs that can be replaced, a catch for one thumb.
Quayside Potting Bench | PTB-QSD | 340.00 | finish | A slatted top over a deep tray, with a rail for tools at the height of the eye.
Slate Plant Markers | MRK-SLA | 9.90 | pack | Thin tongues of slate with a chalk pencil, and no plastic left in the bed.`,
  stationery: `
Logbook, Stitched | LOG-STC | 14.90 | scale ruling | Thread-stitched pages that lie flat on the first and on the last day.
Harbour Pocket Notebook | NTB-HRB | 7.90 | ruling pack | A slim notebook that bends with the pocket and has numbered pages.
Lantern Fold Letter Set | LTR-LNF | 17.90 | cloth | Twenty sheets and as many lined envelopes for news that is worth a stamp.
Northlight Fountain Pen | PEN-NRT | 58.95 | metal leather | A steel nib ground for everyday paper, in a barrel with a quiet weight.
Ferry Ink | INK-FRY | 12.90 | ink | A bottle of slow-drying ink that shades where the pen lingers.
Pencil, Cedar | PCL-CDR | 2.90 | pack | A round pencil of incense cedar, unpainted, with a lead that holds its point.
Hollow Oak Desk Tray | TRY-HOK | 42.95 | scale finish | A shallow tray that gathers keys, post and glasses into one tidy place.
Brass Page Markers | MRK-BRS | 11.90 | metal | Thin metal clips that hold a page without leaving a line on it.
Tide Table Wall Calendar | CAL-TDT | 19.90 | - | A year on one sheet, with the moon in the margin and room for birthdays.
Leather Pen Roll | ROL-LTH | 36.95 | leather | Six pockets and a long strap that goes around twice and stays.`,
  outdoor: `
Headland Day Pack | BAG-HDL | 98.95 | cloth | Waxed canvas with a rolled top, for bread, a jumper and the long way home.
Headland Two-Person Tent | TNT-HDL | 390.00 | cloth | Stands in five minutes with two poles, and keeps standing when the wind turns.
Skerry Camp Kettle | KTL-SKR | 46.95 | jar | A squat steel kettle with a folding handle that boils over the smallest fire.
Harbour Vacuum Flask | FLK-HRB | 34.95 | jar enamel | Hot until supper or cold until sunset, with a cup for each end.
Saltmarsh Picnic Rug | RUG-SLT | 74.95 | scale | Wool above and waxed cotton below, rolled up in its own leather straps.
Cove Swim Towel | TWL-COV | 32.95 | cloth | A thin, wide towel that dries on the walk back from the beach.
Folding Pocket Knife | KNF-FLD | 52.95 | finish | A single locking blade in a slim handle, for rope, apples and kindling.
Signal Whistle | WHS-SGN | 9.90 | metal | Loud in any weather and small enough to forget on your key ring.
Knots Worth Knowing, Digital Edition | BOK-KNT | 6.90 | - | Forty knots drawn step by step, as a file that you can keep on your phone.
Headland Wool Cap | CAP-HDL | 27.90 | cloth scale | A ribbed cap of coarse wool that warms when wet and sits under a hood.`,
  bath: `
Pine Tar Soap | SOP-PNT | 6.90 | pack | A dark, woody bar that takes garden soil and engine oil off the same hands.
Sea Salt Scrub | SCR-SEA | 18.90 | scale | Fine salt in almond oil with a little rosemary, for skin that feels the winter.
Hand Balm, Beeswax | BLM-BWX | 9.90 | scale | A firm balm for dry knuckles that melts where it touches.
Skerry Soap Dish | DSH-SKR | 14.90 | glaze | A ridged dish that drains to the front, so the bar stays dry and lasts.
Heron Bath Mat | MAT-HRN | 39.95 | cloth scale | A dense cotton mat that stays soft underfoot and square in the wash.
Beech Nail Brush | BRS-BCH | 8.90 | finish | Two heights of bristle on one block, for nails above and palms below.
Harbour Shaving Set | SHV-HRB | 64.95 | metal | A safety razor, a brush and a stand that lets both of them dry.
Bath Salts | SLT-BTH | 15.90 | scent | Coarse crystals that dissolve slowly and leave the whole room smelling of outdoors.
Larch Bath Rack | RCK-LRC | 48.95 | finish | Spans the tub and holds a book, a candle and a cup above the water.
Linen Wash Bag | WSH-LIN | 26.90 | cloth | A flat-bottomed bag with a waxed lining and two pockets that stay upright.`,
  storage: `
Willow Log Basket | BSK-WLW | 89.95 | scale | Woven green and dried in shape, with handles that go right through the base.
Saltmarsh Laundry Basket | LND-SLT | 59.95 | trio | A tall basket with a washable liner and a lid that keeps the peace.
Tidewater Enamel Bread Bin | BIN-TDW | 54.95 | enamel | A roomy bin with a vented lid, where a loaf keeps its crust for days.
Northlight Storage Jar | JAR-NRT | 13.90 | jar pack | Straight glass under a turned lid, so you can see what is running out.
Hollow Oak Keepsake Box | BOX-HOK | 44.95 | scale finish | Dovetailed at the corners, with a lid that sinks slowly on its own air.
Waxed Canvas Tote | TOT-WXC | 38.95 | cloth | A square tote with long handles that shrugs off rain and stands by itself.
Quayside Crate | CRT-QSD | 29.90 | scale finish | A slatted crate that stacks, nests and carries apples as well as records.
Drift Key Hanger | KEY-DRF | 12.90 | finish | A short strip of wood with a slot for post and three hooks for keys.
Felt Storage Bin | BIN-FLT | 24.90 | trio cloth | Thick felt that folds flat when empty and keeps its corners when full.
Cedar Moth Blocks | BLK-CDR | 7.90 | pack | Small blocks of cedar for drawers and sleeves, fresh again after a light sanding.`,
  scent: `
Harbour Candle | CND-HRB | 24.90 | scale scent | Slow-burning wax in a heavy glass that becomes a tumbler afterwards.
Pillar Candle, Beeswax | CND-PLR | 16.90 | trio | Pure beeswax with a faint smell of honey and a steady, golden flame.
Tapered Candles | CND-TPR | 5.90 | cloth pack | Hand-dipped candles that burn for eight hours without a drip.
Woodland Incense | INC-WDL | 8.90 | scent | Short sticks rolled from resin and bark, gentle enough for a small room.
Linen Mist | MST-LIN | 15.90 | scent | A light spray for sheets and curtains, gone by morning but for a trace.
Reed Diffuser | DIF-RED | 32.95 | scent | Eight reeds in a small bottle that scent a hallway for ten weeks.
Brass Candle Snuffer | SNF-BRS | 18.90 | metal | A small bell on a long handle that ends the evening without smoke.
Fireside Matches | MTC-FRS | 4.90 | pack | Extra-long matches in a tube that strikes on its base.
Cedar and Sage Bundle | BDL-CDR | 9.90 | - | A hand-tied bundle to burn outdoors when the summer evening starts to cool.
Scented Drawer Paper | PAP-DRW | 13.90 | scent | Six printed sheets to line a drawer, cut to size with kitchen scissors.`,
};
