// Writes the tables of Unicode properties in Sources/Schemas/Pattern/Unicode.
//
//   node script/unicode-tables.mjs Sources/Schemas/Pattern/Unicode
//
// The regular expressions of the JavaScript engine that runs this are the source, so its Unicode version is the one
// of the tables. A set of code points is written as the lengths of its gaps and ranges in turn, each length in digits
// of five bits, least significant first, as characters from "?" on; 32 more means that another digit follows.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

const version = "17.0";
const folder = process.argv[2];
if (!folder || process.versions.unicode !== version) {
  console.error(`usage: node unicode-tables.mjs FOLDER, with a node of Unicode ${version}`);
  process.exit(2);
}

const categories = `
  Lu Uppercase_Letter, Ll Lowercase_Letter, Lt Titlecase_Letter, Lm Modifier_Letter, Lo Other_Letter,
  Mn Nonspacing_Mark, Mc Spacing_Mark, Me Enclosing_Mark, Nd Decimal_Number digit, Nl Letter_Number, No Other_Number,
  Pc Connector_Punctuation, Pd Dash_Punctuation, Ps Open_Punctuation, Pe Close_Punctuation, Pi Initial_Punctuation,
  Pf Final_Punctuation, Po Other_Punctuation, Sm Math_Symbol, Sc Currency_Symbol, Sk Modifier_Symbol, So Other_Symbol,
  Zs Space_Separator, Zl Line_Separator, Zp Paragraph_Separator, Cc Control cntrl, Cf Format, Cs Surrogate,
  Co Private_Use, Cn Unassigned`;

const scripts = `
  Adlm Adlam, Aghb Caucasian_Albanian, Ahom Ahom, Arab Arabic, Armi Imperial_Aramaic, Armn Armenian, Avst
  Avestan, Bali Balinese, Bamu Bamum, Bass Bassa_Vah, Batk Batak, Beng Bengali, Berf Beria_Erfe, Bhks Bhaiksuki,
  Bopo Bopomofo, Brah Brahmi, Brai Braille, Bugi Buginese, Buhd Buhid, Cakm Chakma, Cans Canadian_Aboriginal,
  Cari Carian, Cham Cham, Cher Cherokee, Chrs Chorasmian, Copt Coptic Qaac, Cpmn Cypro_Minoan, Cprt Cypriot, Cyrl
  Cyrillic, Deva Devanagari, Diak Dives_Akuru, Dogr Dogra, Dsrt Deseret, Dupl Duployan, Egyp
  Egyptian_Hieroglyphs, Elba Elbasan, Elym Elymaic, Ethi Ethiopic, Gara Garay, Geor Georgian, Glag Glagolitic,
  Gong Gunjala_Gondi, Gonm Masaram_Gondi, Goth Gothic, Gran Grantha, Grek Greek, Gujr Gujarati, Gukh
  Gurung_Khema, Guru Gurmukhi, Hang Hangul, Hani Han, Hano Hanunoo, Hatr Hatran, Hebr Hebrew, Hira Hiragana,
  Hluw Anatolian_Hieroglyphs, Hmng Pahawh_Hmong, Hmnp Nyiakeng_Puachue_Hmong, Hung Old_Hungarian, Ital
  Old_Italic, Java Javanese, Kali Kayah_Li, Kana Katakana, Kawi Kawi, Khar Kharoshthi, Khmr Khmer, Khoj Khojki,
  Kits Khitan_Small_Script, Knda Kannada, Krai Kirat_Rai, Kthi Kaithi, Lana Tai_Tham, Laoo Lao, Latn Latin, Lepc
  Lepcha, Limb Limbu, Lina Linear_A, Linb Linear_B, Lisu Lisu, Lyci Lycian, Lydi Lydian, Mahj Mahajani, Maka
  Makasar, Mand Mandaic, Mani Manichaean, Marc Marchen, Medf Medefaidrin, Mend Mende_Kikakui, Merc
  Meroitic_Cursive, Mero Meroitic_Hieroglyphs, Mlym Malayalam, Modi Modi, Mong Mongolian, Mroo Mro, Mtei
  Meetei_Mayek, Mult Multani, Mymr Myanmar, Nagm Nag_Mundari, Nand Nandinagari, Narb Old_North_Arabian, Nbat
  Nabataean, Newa Newa, Nkoo Nko, Nshu Nushu, Ogam Ogham, Olck Ol_Chiki, Onao Ol_Onal, Orkh Old_Turkic, Orya
  Oriya, Osge Osage, Osma Osmanya, Ougr Old_Uyghur, Palm Palmyrene, Pauc Pau_Cin_Hau, Perm Old_Permic, Phag
  Phags_Pa, Phli Inscriptional_Pahlavi, Phlp Psalter_Pahlavi, Phnx Phoenician, Plrd Miao, Prti
  Inscriptional_Parthian, Rjng Rejang, Rohg Hanifi_Rohingya, Runr Runic, Samr Samaritan, Sarb Old_South_Arabian,
  Saur Saurashtra, Sgnw SignWriting, Shaw Shavian, Shrd Sharada, Sidd Siddham, Sidt Sidetic, Sind Khudawadi,
  Sinh Sinhala, Sogd Sogdian, Sogo Old_Sogdian, Sora Sora_Sompeng, Soyo Soyombo, Sund Sundanese, Sunu Sunuwar,
  Sylo Syloti_Nagri, Syrc Syriac, Tagb Tagbanwa, Takr Takri, Tale Tai_Le, Talu New_Tai_Lue, Taml Tamil, Tang
  Tangut, Tavt Tai_Viet, Tayo Tai_Yo, Telu Telugu, Tfng Tifinagh, Tglg Tagalog, Thaa Thaana, Thai Thai, Tibt
  Tibetan, Tirh Tirhuta, Tnsa Tangsa, Todr Todhri, Tols Tolong_Siki, Toto Toto, Tutg Tulu_Tigalari, Ugar
  Ugaritic, Vaii Vai, Vith Vithkuqi, Wara Warang_Citi, Wcho Wancho, Xpeo Old_Persian, Xsux Cuneiform, Yezi
  Yezidi, Yiii Yi, Zanb Zanabazar_Square, Zinh Inherited Qaai, Zyyy Common, Zzzz Unknown`;

const derived = `
  Alphabetic Alpha, Lowercase Lower, Uppercase Upper, ID_Start IDS, ID_Continue IDC, XID_Start XIDS,
  XID_Continue XIDC, Cased, Case_Ignorable CI, Changes_When_Lowercased CWL, Changes_When_Uppercased CWU,
  Changes_When_Titlecased CWT, Changes_When_Casefolded CWCF, Changes_When_Casemapped CWCM,
  Default_Ignorable_Code_Point DI, Grapheme_Base Gr_Base, Grapheme_Extend Gr_Ext, Math`;

const listed = `
  ASCII_Hex_Digit AHex, Bidi_Control Bidi_C, Bidi_Mirrored Bidi_M, Changes_When_NFKC_Casefolded CWKCF, Dash,
  Deprecated Dep, Diacritic Dia, Emoji, Emoji_Component EComp, Emoji_Modifier EMod, Emoji_Modifier_Base EBase,
  Emoji_Presentation EPres, Extended_Pictographic ExtPict, Extender Ext, Hex_Digit Hex, IDS_Binary_Operator IDSB,
  IDS_Trinary_Operator IDST, Ideographic Ideo, Join_Control Join_C, Logical_Order_Exception LOE,
  Noncharacter_Code_Point NChar, Pattern_Syntax Pat_Syn, Pattern_White_Space Pat_WS, Quotation_Mark QMark, Radical,
  Regional_Indicator RI, Sentence_Terminal STerm, Soft_Dotted SD, Terminal_Punctuation Term, Unified_Ideograph UIdeo,
  Variation_Selector VS, White_Space space`;

const entries = (list) => list.trim().split(/,\s+/).map((entry) => entry.trim().split(/\s+/));
const texts = Array.from({ length: 0x110000 }, (_, scalar) => String.fromCodePoint(scalar));
const members = (property) => {
  const expression = new RegExp(`^\\p{${property}}$`, "u");
  return texts.map((text) => expression.test(text));
};

function digits(number) {
  let text = "";
  for (; number >= 32; number = Math.floor(number / 32)) text += String.fromCharCode(0x3f + 32 + (number % 32));
  return text + String.fromCharCode(0x3f + number);
}

function encoded(flags) {
  let text = "";
  let start = 0;
  for (let scalar = 1; scalar <= flags.length; scalar++) {
    const isLast = scalar === flags.length;
    if (isLast ? !flags[scalar - 1] : flags[scalar] === flags[scalar - 1]) continue;
    if (start === 0 && flags[0]) text += digits(0);
    text += digits(scalar - start);
    start = scalar;
  }
  return text;
}

function write(file, name, comment, rows) {
  const lines = rows.flatMap(([names, flags]) => [
    names.join(" ") + " =" + encoded(flags).slice(0, 60),
    ...(encoded(flags).slice(60).match(/.{1,108}/g) ?? []).map((part) => " " + part),
  ]);
  const indented = lines.map((line) => "        " + line).join("\n");
  writeFileSync(
    join(folder, file),
    `extension UnicodeTables {\n    /// ${comment} of Unicode ${version}. Made by script/unicode-tables.mjs.\n` +
      `    static let ${name} = #"""\n${indented}\n        """#\n}\n`);
}

const binary = (list) => entries(list).map((names) => [names, members(names[0])]);
write("UnicodeTables+Categories.swift", "categories", "General_Category",
  entries(categories).map((names) => [names, members(`gc=${names[0]}`)]));
const byScript = entries(scripts).map((names) => [names, members(`sc=${names[0]}`)]);
write("UnicodeTables+Scripts.swift", "scripts", "Script", byScript);
write("UnicodeTables+ScriptExtensions.swift", "scriptExtensions", "Where Script_Extensions and Script differ, in the version",
  byScript.map(([names, flags]) => {
    const extended = members(`scx=${names[0]}`);
    return [names, extended.map((flag, scalar) => flag !== flags[scalar])];
  }).filter(([, flags]) => flags.includes(true)));
write("UnicodeTables+Derived.swift", "derivedProperties", "Binary properties, the derived ones,", binary(derived));
write("UnicodeTables+Listed.swift", "listedProperties", "Binary properties, the others,", binary(listed));
