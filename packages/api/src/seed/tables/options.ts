type OptionValue = { code: string; name: string; factor: number };

/** The choices a product can offer; `factor` is what one costs of the first. */
export const options: Record<string, readonly OptionValue[]> = {
  bag: [value("250", "250 g"), value("1KG", "1 kg", 3.4)],
  cloth: [value("NAT", "Natural"), value("SLA", "Slate"), value("MOS", "Moss")],
  cup: [value("250", "250 ml"), value("350", "350 ml", 1.12)],
  enamel: [
    value("BLU", "Blue"),
    value("CRM", "Cream"),
    value("FST", "Forest"),
    value("RST", "Rust"),
  ],
  finish: [value("OIL", "Oiled"), value("SMK", "Smoked", 1.1)],
  glaze: [value("SAL", "Salt"), value("INK", "Ink"), value("CLY", "Clay")],
  grind: [value("WHB", "Whole Bean"), value("FLT", "Filter"), value("ESP", "Espresso")],
  ink: [value("BLK", "Black"), value("BLU", "Blue-Black"), value("GRN", "Pine Green")],
  jar: [value("500", "0.5 l"), value("1L", "1 l", 1.3)],
  leather: [value("TAN", "Tan"), value("BLK", "Black")],
  metal: [value("IRN", "Black Iron"), value("BRS", "Brass", 1.1)],
  pack: [value("1", "Single"), value("4", "Set of 4", 3.6)],
  ruling: [value("PLN", "Plain"), value("RUL", "Ruled"), value("DOT", "Dotted")],
  scale: [value("SML", "Small"), value("LRG", "Large", 1.4)],
  scent: [
    value("PIN", "Pine Resin"),
    value("SEA", "Sea Salt"),
    value("FIG", "Fig Leaf"),
    value("SMK", "Woodsmoke"),
  ],
  size: [value("S", "S"), value("M", "M"), value("L", "L")],
  trio: [value("SML", "Small"), value("MED", "Medium", 1.25), value("LRG", "Large", 1.5)],
};

function value(code: string, name: string, factor = 1): OptionValue {
  return { code, name, factor };
}
