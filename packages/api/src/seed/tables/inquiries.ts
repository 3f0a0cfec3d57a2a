/** A line an inquiry: days ago | name | local part of the address | message | answer, or nothing yet. */
export const inquiryTable = `
162 | Maren Østby | maren.ostby | Is the Larch Serving Board treated with anything my daughter could be allergic to? She reacts to nuts. | It is oiled with pure linseed oil only, so no nut oil comes near it. The smoked finish is the same oil over heat.
147 | Tomás Ferreira | tomas.ferreira | I run a guest house with nine rooms. Do you give a discount on forty bath towels? | From thirty pieces on we take twelve per cent off. I have sent you an offer with both colours you like.
121 | Ελένη Παππά | eleni.pappa | Do you ship to the islands? The last courier left my parcel in Piraeus for two weeks. | We do, by post rather than by courier, and it takes about eight days to Naxos. We track it until it is with you.
103 | Siobhán O'Neill | siobhan.oneill | The lid of my storage jar broke in the move. Can I buy the lid alone? | Yes, and this once it is on us. It went out this morning with the post.
88 | 山田 花子 | hanako.yamada | Can the mug be engraved with a name? It is a present for a christening next month. | We engrave the underside of the enamel mug, up to twelve letters. Tell us the name by Friday and it will arrive in time.
61 | Jules Lefèvre | jules.lefevre | My invoice shows the wrong company address. Could you write it again? | Here is the corrected invoice. We have changed the address for your next orders as well.
45 | Олена Коваль | olena.koval | How do I descale the espresso machine? The leaflet was missing from the box. | I have attached the leaflet. In short: citric acid, half an hour, and rinse twice with fresh water.
24 | Ahmed Al-Sabah | ahmed.alsabah | We have a small shop in Kuwait City and would like to carry your lanterns. Whom may I talk to? | With pleasure. Our partners place their orders by our API or by mail; I have sent you both papers.
9 | Priya Raman | priya.raman | Will the moss colour of the wool throw be back in stock soon? |
5 | Lars Håkansson | lars.hakansson | My parcel says delivered, but my neighbour and I have not seen it. Order was placed last week. |
2 | Giulia D'Amico | giulia.damico | Could you tell me the exact height of the milking stool? It has to fit under a low table. |
1 | Ben Okafor | ben.okafor | Does the vacuum flask fit a standard bicycle bottle cage? I would take four for our club. |
`;
