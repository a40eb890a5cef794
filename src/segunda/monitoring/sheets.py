"""What is done at the mechanism's computer, each on one printed page: a command and its steps."""

from collections.abc import Mapping
from dataclasses import dataclass

from segunda.law.text import Text


@dataclass(frozen=True)
class Step:
    """What to do; `commands`: what is typed, one after the other."""

    words: Text
    commands: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One page: what it is for, and its steps in order."""

    title: Text
    lead: Text
    steps: tuple[Step, ...]


INSTALL = Sheet(
    Text("Instalar el programa", "Install the program"),
    Text(
        "En una computadora que sea del mecanismo, que nadie más use y cuyo disco esté cifrado. No "
        "en la del Estado ni en la red de la institución que lo alberga.",
        "On a computer the mechanism owns, that nobody else uses and whose disk is encrypted. Not "
        "on the State's, nor on the network of the institution that houses it.",
    ),
    (
        Step(Text("Con el programa en una carpeta (o en una memoria), ábralo en una terminal. La "
                  "primera vez se prepara solo:",
                  "With the program in a folder (or on a stick), open it in a terminal. The first "
                  "time it prepares itself:"), ("segunda monitor start",)),
        Step(Text("En otra terminal, haga las dos cuentas de quienes dirigen. Cada clave se "
                  "muestra una vez: entréguela en mano.",
                  "In another terminal, make the two accounts of those who direct. Each password "
                  "is shown once: hand it over in person."),
             ('segunda monitor account create directora --name "…" --role director',
              'segunda monitor account create subdirectora --name "…" --role deputy')),
        Step(Text("Cada quien entra en http://localhost:8001, escoge su clave y activa en su "
                  "teléfono el segundo paso. Las demás cuentas las hacen ellas, en «Cuentas».",
                  "Each signs in at http://localhost:8001, chooses a password and sets up the "
                  "second step on a phone. They make the other accounts, under “Accounts”.")),
        Step(Text("Siga con la hoja «Hacer una copia cifrada».",
                  "Go on with the sheet “Make an encrypted copy”.")),
    ),
)  # fmt: skip
UPDATE = Sheet(
    Text("Poner una versión nueva", "Put in a new version"),
    Text(
        "La versión nueva llega en una carpeta o una memoria. Antes de ponerla se hace sola una "
        "copia cifrada.",
        "The new version comes in a folder or on a stick. An encrypted copy is made by itself "
        "before it is put in.",
    ),
    (
        Step(Text("Cierre el programa (Ctrl+C en su terminal).",
                  "Close the program (Ctrl+C in its terminal).")),
        Step(Text("Ponga la versión nueva, diciendo su carpeta:",
                  "Put in the new version, naming its folder:"),
             ("segunda monitor update CARPETA",)),
        Step(Text("Ábralo otra vez. Los datos se ajustan solos:",
                  "Open it again. The data are adjusted by themselves:"),
             ("segunda monitor start",)),
        Step(Text("Si no abre, restaure la copia de antes en una carpeta nueva y use la versión "
                  "anterior.",
                  "If it does not open, restore the copy of before in a new folder and use the "
                  "earlier version.")),
    ),
)  # fmt: skip
COPY = Sheet(
    Text("Hacer una copia cifrada", "Make an encrypted copy"),
    Text(
        "La copia la abren solo las llaves de quienes usted diga; esta computadora no puede "
        "abrirla. Cada copia queda en «Actos de administración».",
        "The copy is opened by the keys of those you say only; this computer cannot open it. Each "
        "copy is among the “Acts of administration”.",
    ),
    (
        Step(Text("Una sola vez, Dirección y Subdirección: cada una hace su llave en otra "
                  "computadora y guarda «llave.txt» allí y en papel. Sin ella nadie abre las "
                  "copias.",
                  "Once, Director and Deputy: each makes a key on another computer and keeps "
                  "“llave.txt” there and on paper. Without it nobody opens the copies."),
             ("segunda monitor new-key llave.txt",)),
        Step(Text("Traiga aquí solo las partes públicas (.pub) y anótelas:",
                  "Bring only the public parts (.pub) here and note them:"),
             ("segunda monitor recipients directora.txt.pub subdirectora.txt.pub",)),
        Step(Text("Cada viernes, también mientras el programa trabaja:",
                  "Every Friday, also while the program works:"), ("segunda monitor backup",)),
        Step(Text("Lleve el archivo, en una memoria, a otro edificio.",
                  "Take the file, on a stick, to another building.")),
    ),
)  # fmt: skip
RESTORE = Sheet(
    Text("Restaurar una copia", "Restore a copy"),
    Text(
        "Pruébelo cada mes: una copia que nunca se restauró es una esperanza.",
        "Try it every month: a copy that was never restored is a hope.",
    ),
    (
        Step(Text("Donde esté la llave secreta, en una carpeta nueva. Cada tabla se compara con "
                  "la copia:",
                  "Where the secret key is, in a new folder. Each table is compared with the "
                  "copy:"),
             ("segunda monitor restore copia.age --identity llave.txt --into ensayo",)),
        Step(Text("Si dice que todo es igual, sirve. Borre la carpeta: tiene los datos sin "
                  "cifrar.",
                  "If it says that all is equal, it is good. Delete the folder: it has the data "
                  "unencrypted.")),
        Step(Text("En una emergencia, en la computadora nueva y antes de abrir el programa por "
                  "primera vez:",
                  "In an emergency, on the new computer and before opening the program for the "
                  "first time:"), ("segunda monitor restore copia.age --identity llave.txt",)),
    ),
)  # fmt: skip
HAND_OVER = Sheet(
    Text("Entregar a una nueva Dirección", "Hand over to a new Director"),
    Text(
        "Una sola orden cierra la cuenta de la Dirección anterior, abre la nueva y cifra de nuevo "
        "todas las copias de esta computadora. Lo ven todos los miembros.",
        "One command closes the former Director's account, opens the new one and encrypts anew "
        "every copy on this computer. All members see it.",
    ),
    (
        Step(Text("La nueva Dirección hace su llave en otra computadora y trae la parte pública.",
                  "The new Director makes a key on another computer and brings the public part."),
             ("segunda monitor new-key nueva.txt",)),
        Step(Text("Con la llave secreta de quien entrega, o de la Subdirección, en una memoria:",
                  "With the secret key of whoever hands over, or of the Deputy, on a stick:"),
             ('segunda monitor hand-over directora.nueva --name "…" --to nueva.txt.pub '
              "--to subdirectora.txt.pub --identity anterior.txt",)),
        Step(Text("La clave inicial se muestra una vez: entréguela en mano.",
                  "The initial password is shown once: hand it over in person.")),
        Step(Text("Imprima la hoja de la entrega, en «Actos de administración», y fírmenla.",
                  "Print the sheet of the handing over, under “Acts of administration”, and sign "
                  "it.")),
        Step(Text("Las copias que están fuera de esta computadora las abre todavía la llave "
                  "anterior: destrúyalas y haga una nueva.",
                  "Copies kept away from this computer are still opened by the former key: "
                  "destroy them and make a new one."), ("segunda monitor backup",)),
    ),
)  # fmt: skip
SHEETS: Mapping[str, Sheet] = {
    "instalar": INSTALL,
    "actualizar": UPDATE,
    "copiar": COPY,
    "restaurar": RESTORE,
    "entregar": HAND_OVER,
}
