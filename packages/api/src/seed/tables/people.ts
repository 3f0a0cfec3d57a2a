/** A line a customer: name | local part of the address | country | city | postal code | street. */
export const peopleTable = `
Zoë Ångström | zoe.angstrom | SE | Malmö | 211 43 | Södra Förstadsgatan 12
Lukas Brandt | lukas.brandt | DE | Hamburg | 20459 | Deichstraße 27
Anneliese Grünwald | a.gruenwald | DE | Freiburg | 79098 | Konviktstraße 9
Jürgen Weiß | juergen.weiss | DE | Leipzig | 04109 | Gottschedstraße 4
Mia Schröder | mia.schroeder | DE | Kiel | 24103 | Holtenauer Straße 61
Emre Yıldız | emre.yildiz | DE | Berlin | 10999 | Oranienstraße 188
Franziska Böhm | franzi.boehm | DE | München | 80469 | Klenzestraße 33
Tobias Köhler | tobias.koehler | DE | Köln | 50674 | Aachener Straße 5
Chloé Lefèvre | chloe.lefevre | FR | Nantes | 44000 | 3 rue de la Fosse
François Dubois | f.dubois | FR | Lyon | 69001 | 18 rue Burdeau
Maëlys Gauthier | maelys.gauthier | FR | Brest | 29200 | 41 rue de Siam
Étienne Moreau | etienne.moreau | FR | Lille | 59800 | 7 place aux Oignons
Inès Benali | ines.benali | FR | Marseille | 13002 | 22 rue du Panier
Oliver Thompson | oliver.thompson | GB | Whitby | YO22 4BH | 9 Church Street
Niamh O'Sullivan | niamh.osullivan | IE | Galway | H91 E2X4 | 14 Quay Street
Ciarán Mac Gabhann | ciaran.macgabhann | IE | Cork | T12 W8K7 | 3 Paul Street
Priya Raman | priya.raman | GB | Bristol | BS1 4RB | 26 King Street
Gwenllian Rhys | gwen.rhys | GB | Aberystwyth | SY23 2JN | 5 South Marine Terrace
Hamish MacLeod | hamish.macleod | GB | Ullapool | IV26 2UR | 31 Shore Street
Adaeze Nwosu | adaeze.nwosu | GB | Leeds | LS2 7EW | 88 Vicar Lane
Emily Carter | emily.carter | US | Portland, ME | 04101 | 52 Exchange Street
José Martínez | jose.martinez | US | Santa Fe, NM | 87501 | 210 Canyon Road
Keisha Washington | keisha.w | US | Savannah, GA | 31401 | 17 Bull Street
Daniel Kowalczyk | dan.kowalczyk | US | Duluth, MN | 55802 | 405 Canal Park Drive
Ava Nguyen | ava.nguyen | US | Astoria, OR | 97103 | 1190 Marine Drive
Noah O'Brien | noah.obrien | US | Gloucester, MA | 01930 | 8 Rocky Neck Avenue
Ingrid Sørensen | ingrid.sorensen | NO | Bergen | 5003 | Bryggen 11
Håkon Bjørnstad | hakon.bjornstad | NO | Tromsø | 9008 | Storgata 73
Åse Lindqvist | ase.lindqvist | SE | Göteborg | 413 01 | Haga Nygata 25
Björn Ekström | bjorn.ekstrom | SE | Visby | 621 55 | Strandgatan 16
Γιώργος Παπαδόπουλος | g.papadopoulos | GR | Ναύπλιο | 211 00 | Σταϊκοπούλου 14
Ελένη Παππά | eleni.pappa | GR | Νάξος | 843 00 | Παραλία 6
Μαρία Κωνσταντίνου | maria.k | GR | Θεσσαλονίκη | 546 24 | Τσιμισκή 40
Олена Коваль | olena.koval | UA | Львів | 79008 | вулиця Руська 10
Андрій Шевчук | andriy.shevchuk | UA | Одеса | 65026 | Дерибасівська 21
Юлія Бондаренко | yuliya.b | UA | Київ | 01001 | Прорізна 8
Łukasz Wiśniewski | lukasz.wisniewski | PL | Gdańsk | 80-828 | ulica Mariacka 19
Małgorzata Żak | m.zak | PL | Kraków | 31-010 | ulica Grodzka 44
Jakub Świątek | jakub.swiatek | PL | Wrocław | 50-101 | Rynek 7
Giulia D'Amico | giulia.damico | IT | Genova | 16123 | Via di San Bernardo 30
Niccolò Ferrari | niccolo.ferrari | IT | Trieste | 34121 | Via San Nicolò 12
Alessandra Conti | alessandra.conti | IT | Bari | 70122 | Strada Palazzo di Città 5
山田 花子 | hanako.yamada | JP | 鎌倉市 | 248-0006 | 小町2丁目8-3
佐藤 健 | ken.sato | JP | 京都市 | 604-8083 | 三条通中之町25
鈴木 さくら | sakura.suzuki | JP | 札幌市 | 060-0042 | 大通西5丁目11
高橋 大輔 | d.takahashi | JP | 神戸市 | 650-0023 | 栄町通3丁目4-1
أحمد الصباح | ahmed.alsabah | KW | مدينة الكويت | 15000 | شارع سالم المبارك 18
نورة العتيبي | noura.alotaibi | KW | السالمية | 22001 | شارع الخليج العربي 7
Jan-Willem de Vries | jw.devries | DE | Emden | 26721 | Am Delft 2
Sophie Müller-Lüdenscheidt | sophie.ml | DE | Lübeck | 23552 | Hüxstraße 58
Annika Petersen | annika.petersen | DE | Flensburg | 24937 | Rote Straße 15
Frederik Hansen | frederik.hansen | DE | Husum | 25813 | Schiffbrücke 8
Elin Sandström | elin.sandstrom | SE | Umeå | 903 26 | Rådhusesplanaden 6
Ola Nordmann | ola.nordmann | NO | Ålesund | 6002 | Apotekergata 9
Signe Haugen | signe.haugen | NO | Stavanger | 4006 | Øvre Holmegate 20
Lucía Fernández Ibáñez | lucia.fernandez | ES | Cádiz | 11005 | Calle Sopranis 3
Íñigo Etxeberria | inigo.etxeberria | ES | Donostia | 20003 | Calle San Jerónimo 13
Montserrat Puig i Soler | montse.puig | ES | Girona | 17004 | Carrer de la Força 22
Álvaro Núñez | alvaro.nunez | ES | Málaga | 29015 | Calle Granada 60
Begoña Ruiz-Peña | begona.ruiz | ES | Bilbao | 48005 | Calle Somera 11
`;

/** The first digits of telephone numbers that regulators keep for fiction; two more follow. */
export const fictionalPhones: Record<string, string> = {
  DE: "+49 30 231250",
  FR: "+33 1 99 00 12 ",
  GB: "+44 7700 9000",
  US: "+1 207 555 01",
};
