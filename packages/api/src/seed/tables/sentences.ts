type Sentences = { made: readonly string[]; care: readonly string[] };

/** What is said of everything in a category: how it is made, and how to keep it. */
export const sentences: Record<string, Sentences> = {
  kitchen: {
    made: [
      "It is finished by hand in a workshop of five people, who put their initials underneath.",
      "Every piece is checked against the light before it is packed, and repaired for free if it fails.",
    ],
    care: [
      "Wash it by hand, dry it at once and rub in a little oil when it looks thirsty.",
      "Keep it out of the dishwasher and it will outlast the kitchen around it.",
    ],
  },
  tableware: {
    made: [
      "The pottery fires once a month, so the colour shifts a little from batch to batch.",
      "It stacks neatly, feels good in the hand and is always available again when one breaks.",
    ],
    care: [
      "It goes into the dishwasher on a gentle programme, and scratches fade with a soft cloth.",
      "Use it every day; it is meant for breakfast as much as for guests.",
    ],
  },
  coffee: {
    made: [
      "It comes from the small roastery behind our shop, where we taste every batch before it leaves.",
      "We buy from growers we know by name and pay them before the harvest.",
    ],
    care: [
      "Keep everything dry and away from light, and rinse with hot water rather than soap.",
      "Start with sixty grams to the litre, then change one thing at a time.",
    ],
  },
  textiles: {
    made: [
      "The yarn is spun and woven within a day's drive of the coast, from fibre we can trace.",
      "The seams are double, the labels come off, and the dyes are free of heavy metals.",
    ],
    care: [
      "Wash it cool with similar colours and dry it in the wind; it grows softer each time.",
      "Shake it out, air it often and wash it seldom, as one always did.",
    ],
  },
  lighting: {
    made: [
      "All parts are screwed rather than glued, so that anything can be replaced later.",
      "The metal is spun and brushed by two brothers who have done nothing else for thirty years.",
    ],
    care: [
      "Dust it with a dry cloth; unlacquered metal darkens with time, and that is intended.",
      "Let it cool before you touch it, and keep curtains at a respectful distance.",
    ],
  },
  furniture: {
    made: [
      "The timber is felled in winter and dried for two years before anyone picks up a plane.",
      "It arrives in one flat parcel with a single key and instructions that fit on a postcard.",
    ],
    care: [
      "Wipe up spills, oil it once a year, and let the marks of living tell their story.",
      "Keep it a hand's width from the radiator, and tighten the bolts after the first month.",
    ],
  },
  garden: {
    made: [
      "It was drawn by a gardener and tried through two wet winters before we sold the first one.",
      "The parts that wear can be bought one by one, so nothing has to be thrown away.",
    ],
    care: [
      "Brush off the soil, dry the metal and hang it up under a roof for the winter.",
      "A drop of linseed oil in autumn is all the attention it asks for.",
    ],
  },
  stationery: {
    made: [
      "The paper is milled without acid on a river that also drives the machines.",
      "It is bound and finished in a print shop that has kept its old presses running.",
    ],
    care: [
      "Store it flat and away from the window, and it will keep its colour for decades.",
      "Every part can be refilled or replaced from our shop for as long as we are here.",
    ],
  },
  outdoor: {
    made: [
      "The seams are taped, the buckles are metal, and the whole of it packs into its own pocket.",
      "We carried the first one around the whole headland before we decided on the second.",
    ],
    care: [
      "Rinse off the salt, let it dry open and store it loosely until the next trip.",
      "We mend what tears: send it in over the winter and have it back in spring.",
    ],
  },
  bath: {
    made: [
      "It is made in small batches from plain ingredients, all of them listed on the label.",
      "There is no plastic in it or around it, and nothing was tested on animals.",
    ],
    care: [
      "Let it dry between uses and it will last about twice as long.",
      "Keep it in a cool place, and use it up within a year of opening.",
    ],
  },
  storage: {
    made: [
      "The weavers and joiners who make it sign each piece, and no two are quite alike.",
      "It comes assembled and ready to fill, packed in paper that goes straight into the stove.",
    ],
    care: [
      "Vacuum it with a soft brush, and keep it off damp stone floors.",
      "A wipe with a damp cloth is enough; let it dry before the lid goes on.",
    ],
  },
  scent: {
    made: [
      "The blend is mixed by a perfumer in our harbour from resins, leaves and a little patience.",
      "It is poured by hand in small numbers, and the number of the batch is written underneath.",
    ],
    care: [
      "Never leave a flame alone, and give everything that smells a place out of the sun.",
      "Use a little at first: it is stronger on the second day than on the first.",
    ],
  },
};

/** What is said at the end, of anything. */
export const closings: readonly string[] = [
  "If it is not right, send it back within sixty days, used or not.",
  "It leaves our warehouse by the pier within two working days.",
  "Write to us if a part goes missing; we keep spares of everything.",
  "One per cent of its price goes to the lifeboat station next door.",
];
