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
        Step(Text("En la computadora nueva, anote otra vez quién abre las copias (hoja «Hacer una "
                  "copia cifrada») e intercambie llaves con el Estado (hoja «Intercambiar llaves "
                  "con el Estado»): ni lo uno ni lo otro está en la copia.",
                  "On the new computer, note again who opens the copies (sheet “Make an encrypted "
                  "copy”) and exchange keys with the State (sheet “Exchange keys with the State”): "
                  "neither is in the copy.")),
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
KEYS = Sheet(
    Text("Intercambiar llaves con el Estado", "Exchange keys with the State"),
    Text(
        "Al empezar, y cada vez que una de las dos llaves se pierde, la roban o su programa pasa a "
        "otra computadora. Sin esto ningún paquete se toma.",
        "At the beginning, and each time one of the two keys is lost or stolen, or its program "
        "moves to another computer. Without it no package is taken.",
    ),
    (
        Step(Text("Solo si la llave de este programa se perdió o la robaron: si no la robaron, "
                  "entregue antes cada paquete de «outgoing» que no haya llegado. Cierre el "
                  "programa, saque «package» y «package.pub» de la carpeta «keys», y ábralo otra "
                  "vez: hace una llave nueva.",
                  "Only if this program's key was lost or stolen: if it was not stolen, first hand "
                  "over every package of “outgoing” that has not arrived. Close the program, move "
                  "“package” and “package.pub” out of the folder “keys”, and open it again: it "
                  "makes a new key.")),
        Step(Text("Esto dice dónde está la llave pública y su huella:",
                  "This says where the public key is, and its fingerprint:"),
             ("segunda monitor key",)),
        Step(Text("Lleve «package.pub» en una memoria. En la computadora del Estado, quien la "
                  "cuida la anota:",
                  "Take “package.pub” on a stick. At the State's computer whoever keeps it notes "
                  "it:"), ("segunda package trust package.pub",)),
        Step(Text("Traiga el «package.pub» del Estado («segunda package key» dice allá dónde está) "
                  "y anótelo aquí:",
                  "Bring the State's “package.pub” (there “segunda package key” says where it is) "
                  "and note it here:"), ("segunda monitor trust package.pub",)),
        Step(Text("Las dos órdenes escriben una huella. Llame a un número que conocía de antes y "
                  "haga que se la lean entera. Si un grupo no es igual, no siga: anote de nuevo la "
                  "llave anterior y avise a la Dirección. Las dos huellas están también en "
                  "«Paquetes».",
                  "Both commands print a fingerprint. Call a number you knew before and have all "
                  "of it read aloud. If one group differs, do not go on: note the former key again "
                  "and tell the Director. Both fingerprints also stand under “Packages”.")),
        Step(Text("El primer paquete de una llave nueva se compara con todo lo que se firmó antes. "
                  "Si el programa avisa que la traza no coincide, siga con la hoja «Comprobar la "
                  "traza del Estado».",
                  "The first package of a new key is compared with all that was signed before. If "
                  "the program tells that the trace does not agree, go on with the sheet “Check "
                  "the State's trace”.")),
    ),
)  # fmt: skip
TRACE = Sheet(
    Text("Comprobar la traza del Estado", "Check the State's trace"),
    Text(
        "Una vez al año, y cuando el programa avisa que la traza no coincide con lo que firmó. Lo "
        "mira un tercero, el verificador: ninguno de los dos programas responde por sí mismo.",
        "Once a year, and when the program tells that the trace does not agree with what it "
        "signed. A third party looks, the verifier: neither program answers for itself.",
    ),
    (
        Step(Text("Haga antes una copia: el paquete que dio el aviso queda en ella.",
                  "First make a copy: the package that raised the alarm is kept in it."),
             ("segunda monitor backup",)),
        Step(Text("Escriba lo que este programa firmó. La orden dice dónde está el verificador: "
                  "póngalo en una memoria junto con «testigo.jsonl» y con el «package.pub» de la "
                  "carpeta «keys».",
                  "Write what this program signed. The command says where the verifier is: put it "
                  "on a stick together with “testigo.jsonl” and the “package.pub” of the folder "
                  "“keys”."), ("segunda monitor witness testigo.jsonl",)),
        Step(Text("Pida al Estado, por escrito y con fecha, que escriba su traza delante de usted. "
                  "Dice quién leyó el expediente de quién: no la saque de esa computadora.",
                  "Ask the State, in writing and with the date, to write its trace in front of "
                  "you. It says who read whose file: do not take it out of that computer."),
             ("segunda audit export traza.jsonl",)),
        Step(Text("Allí mismo, con los tres archivos de la memoria al lado de la traza, compare; "
                  "después bórrela:",
                  "There, with the stick's three files beside the trace, compare; then delete it:"),
             ("python3 -I -S verifier.py traza.jsonl testigo.jsonl package.pub",)),
        Step(Text("«0 alteraciones»: todo lo que se firmó está. Si no, cada línea dice qué "
                  "significa. Imprima la salida y fírmenla quienes estaban.",
                  "“0 breaks”: all that was signed is there. If not, each line says what it means. "
                  "Print what came out and let those present sign it.")),
        Step(Text("Pida por escrito qué pasó: si se restauró una copia, qué día y por qué; quién "
                  "administra esa base de datos. Hasta tener la respuesta, lo que la traza diga de "
                  "antes de ese sello no prueba nada.",
                  "Ask in writing what happened: whether a backup was restored, on which day and "
                  "why; who administers that database. Until there is an answer, what the trace "
                  "says of before that seal proves nothing.")),
    ),
)  # fmt: skip
SHEETS: Mapping[str, Sheet] = {
    "instalar": INSTALL,
    "actualizar": UPDATE,
    "copiar": COPY,
    "restaurar": RESTORE,
    "entregar": HAND_OVER,
    "llaves": KEYS,
    "traza": TRACE,
}
