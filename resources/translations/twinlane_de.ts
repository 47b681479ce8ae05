<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountRows</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>the sum differs from the rows read by %1</source>
        <translation>Die Summe weicht um %1 von den gelesenen Zeilen ab</translation>
    </message>
    <message>
        <source>the sum of all fates equals the file, no row is missing</source>
        <translation>Die Summe aller Schicksale ist die der Datei, keine Zeile fehlt</translation>
    </message>
    <message>
        <source>of %1 in the file; each row read has exactly one fate</source>
        <translation>von %1 in der Datei; jede gelesene Zeile hat genau ein Schicksal</translation>
    </message>
    <message>
        <source>each row read has exactly one fate</source>
        <translation>jede gelesene Zeile hat genau ein Schicksal</translation>
    </message>
    <message>
        <source>Fate</source>
        <translation>Schicksal</translation>
    </message>
    <message>
        <source>Kind of row</source>
        <translation>Art der Zeile</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Of all</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Became</source>
        <translation>Wurde zu</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>stand in the log</source>
        <translation>stehen im Log</translation>
    </message>
    <message>
        <source>stand in the log; %1 stood aside before</source>
        <translation>stehen im Log; %1 waren vorher zurückgestellt</translation>
    </message>
    <message>
        <source>%1, %2 in the log</source>
        <translation>%1, %2 im Log</translation>
    </message>
    <message>
        <source>taken in</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>Rows that are in the shop now</source>
        <translation>Zeilen, die jetzt im Shop sind</translation>
    </message>
    <message>
        <source>there already</source>
        <translation>schon da</translation>
    </message>
    <message>
        <source>Rows taken in before</source>
        <translation>Zeilen, die schon übernommen waren</translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>nichts Neues</translation>
    </message>
    <message>
        <source>not imported</source>
        <translation>nicht übernommen</translation>
    </message>
    <message>
        <source>no line end: it may be cut; give the whole file, or take the row in as it is</source>
        <translation>kein Zeilenende: sie kann abgeschnitten sein; ganze Datei geben oder die Zeile so übernehmen</translation>
    </message>
    <message>
        <source>kept aside, with the reason</source>
        <translation>aufgehoben, mit dem Grund</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>Rows in the file</source>
        <translation>Zeilen der Datei</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>Gelesene Zeilen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Taken in</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>Nicht übernommen</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>adds up</source>
        <translation>geht auf</translation>
    </message>
    <message>
        <source>differs by %1</source>
        <translation>weicht um %1 ab</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Ship everything that is left</source>
        <translation>Alles versenden, was noch offen ist</translation>
    </message>
    <message>
        <source>Record unpaid ones as paid</source>
        <translation>Unbezahlte als bezahlt erfassen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Stornieren</translation>
    </message>
</context>
<context>
    <name>ChartFile</name>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Not saved: name a file that ends in .png, .csv or .pdf.</source>
        <translation>Nicht gespeichert: Der Dateiname muss auf .png, .csv oder .pdf enden.</translation>
    </message>
    <message>
        <source>Not saved: %1. Choose another place.</source>
        <translation>Nicht gespeichert: %1. Wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>Codes</name>
    <message>
        <source>Ragged row</source>
        <translation>Falsche Felderzahl</translation>
    </message>
    <message>
        <source>Bad quotes</source>
        <translation>Falsche Anführungszeichen</translation>
    </message>
    <message>
        <source>Row too long</source>
        <translation>Zeile zu lang</translation>
    </message>
    <message>
        <source>Bad encoding</source>
        <translation>Falsche Kodierung</translation>
    </message>
    <message>
        <source>Unfinished row</source>
        <translation>Unfertige Zeile</translation>
    </message>
    <message>
        <source>Unclassified</source>
        <translation>Keiner Klasse zugeordnet</translation>
    </message>
    <message>
        <source>Missing order</source>
        <translation>Auftrag fehlt</translation>
    </message>
    <message>
        <source>Missing product</source>
        <translation>Produkt fehlt</translation>
    </message>
    <message>
        <source>Missing quantity</source>
        <translation>Menge fehlt</translation>
    </message>
    <message>
        <source>Missing unit price</source>
        <translation>Einzelpreis fehlt</translation>
    </message>
    <message>
        <source>Missing line amount</source>
        <translation>Positionsbetrag fehlt</translation>
    </message>
    <message>
        <source>Missing placed at</source>
        <translation>Eingangszeit fehlt</translation>
    </message>
    <message>
        <source>Missing currency</source>
        <translation>Währung fehlt</translation>
    </message>
    <message>
        <source>Missing price</source>
        <translation>Preis fehlt</translation>
    </message>
    <message>
        <source>Missing record</source>
        <translation>Datensatz fehlt</translation>
    </message>
    <message>
        <source>Bad order</source>
        <translation>Auftrag unlesbar</translation>
    </message>
    <message>
        <source>Bad product</source>
        <translation>Produkt unlesbar</translation>
    </message>
    <message>
        <source>Bad customer</source>
        <translation>Kunde unlesbar</translation>
    </message>
    <message>
        <source>Bad country</source>
        <translation>Land unlesbar</translation>
    </message>
    <message>
        <source>Bad description</source>
        <translation>Bezeichnung unlesbar</translation>
    </message>
    <message>
        <source>Bad quantity</source>
        <translation>Menge unlesbar</translation>
    </message>
    <message>
        <source>Bad price</source>
        <translation>Preis unlesbar</translation>
    </message>
    <message>
        <source>Bad amount</source>
        <translation>Betrag unlesbar</translation>
    </message>
    <message>
        <source>Bad discount</source>
        <translation>Rabatt unlesbar</translation>
    </message>
    <message>
        <source>Bad tax</source>
        <translation>Steuer unlesbar</translation>
    </message>
    <message>
        <source>Bad date</source>
        <translation>Datum unlesbar</translation>
    </message>
    <message>
        <source>Bad currency</source>
        <translation>Währung unlesbar</translation>
    </message>
    <message>
        <source>Bad charge</source>
        <translation>Nebenkosten unlesbar</translation>
    </message>
    <message>
        <source>Too many decimals</source>
        <translation>Zu viele Nachkommastellen</translation>
    </message>
    <message>
        <source>Currency mismatch</source>
        <translation>Andere Währung</translation>
    </message>
    <message>
        <source>Order exists</source>
        <translation>Auftrag schon da</translation>
    </message>
    <message>
        <source>Line exists</source>
        <translation>Position schon da</translation>
    </message>
    <message>
        <source>Moved line</source>
        <translation>Verschobene Position</translation>
    </message>
    <message>
        <source>Customer exists</source>
        <translation>Kunde schon da</translation>
    </message>
    <message>
        <source>Product exists</source>
        <translation>Produkt schon da</translation>
    </message>
    <message>
        <source>Document differs</source>
        <translation>Beleg weicht ab</translation>
    </message>
    <message>
        <source>No order</source>
        <translation>Kein Auftrag</translation>
    </message>
    <message>
        <source>No line</source>
        <translation>Keine Position</translation>
    </message>
    <message>
        <source>No customer</source>
        <translation>Kein Kunde</translation>
    </message>
    <message>
        <source>Line of other order</source>
        <translation>Position eines anderen Auftrags</translation>
    </message>
    <message>
        <source>Not placed</source>
        <translation>Nicht eingegangen</translation>
    </message>
    <message>
        <source>Too many lines</source>
        <translation>Zu viele Positionen</translation>
    </message>
    <message>
        <source>Several orders</source>
        <translation>Mehrere Aufträge</translation>
    </message>
    <message>
        <source>Unknown type</source>
        <translation>Unbekannter Typ</translation>
    </message>
    <message>
        <source>No fact</source>
        <translation>Keine Aussage</translation>
    </message>
    <message>
        <source>Duplicate event</source>
        <translation>Doppeltes Ereignis</translation>
    </message>
    <message>
        <source>Duplicate order</source>
        <translation>Doppelter Auftrag</translation>
    </message>
    <message>
        <source>Duplicate line</source>
        <translation>Doppelte Position</translation>
    </message>
    <message>
        <source>Duplicate customer</source>
        <translation>Doppelter Kunde</translation>
    </message>
    <message>
        <source>Duplicate product</source>
        <translation>Doppeltes Produkt</translation>
    </message>
    <message>
        <source>Duplicate package</source>
        <translation>Doppeltes Paket</translation>
    </message>
    <message>
        <source>Unknown event</source>
        <translation>Unbekanntes Ereignis</translation>
    </message>
    <message>
        <source>Unknown state</source>
        <translation>Unbekannter Zustand</translation>
    </message>
    <message>
        <source>Not kept whole</source>
        <translation>Nicht ganz aufgehoben</translation>
    </message>
    <message>
        <source>Unread letters</source>
        <translation>Unlesbare Buchstaben</translation>
    </message>
    <message>
        <source>Not in file</source>
        <translation>Nicht in der Datei</translation>
    </message>
    <message>
        <source>Not one row</source>
        <translation>Nicht eine Zeile</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Order id</source>
        <translation>Auftragsnummer</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Retoure</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Spediteur</translation>
    </message>
    <message>
        <source>Charges</source>
        <translation>Nebenkosten</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Discount amount</source>
        <translation>Rabattbetrag</translation>
    </message>
    <message>
        <source>Discount percent</source>
        <translation>Rabatt in Prozent</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Line amount</source>
        <translation>Positionsbetrag</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>Einzelpreis</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Placed at</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Placed by</source>
        <translation>Eingegeben durch</translation>
    </message>
    <message>
        <source>Promised at</source>
        <translation>Zugesagt für</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Erstattet</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Retourniert</translation>
    </message>
    <message>
        <source>Ship to</source>
        <translation>Liefern an</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>Versandt</translation>
    </message>
    <message>
        <source>Shipped at</source>
        <translation>Versandt am</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Delivered at</source>
        <translation>Zugestellt am</translation>
    </message>
    <message>
        <source>Paid at</source>
        <translation>Bezahlt am</translation>
    </message>
    <message>
        <source>Tax percent</source>
        <translation>Steuer in Prozent</translation>
    </message>
    <message>
        <source>Tax rate</source>
        <translation>Steuersatz</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>Steuer</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Gezählt</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Credit limit</source>
        <translation>Kreditlimit</translation>
    </message>
    <message>
        <source>Credit currency</source>
        <translation>Währung des Limits</translation>
    </message>
    <message>
        <source>Carriage</source>
        <translation>Fracht</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>Versand</translation>
    </message>
    <message>
        <source>Freight</source>
        <translation>Fracht</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Betrieb</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>Zurückgestellte Zeilen</translation>
    </message>
    <message>
        <source>Import account</source>
        <translation>Abrechnung eines Imports</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Quittungen</translation>
    </message>
    <message>
        <source>Duplicate key</source>
        <translation>Doppelter Schlüssel</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%1 orders</source>
        <translation>
            <numerusform>%1 Auftrag</numerusform>
            <numerusform>%1 Aufträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 new orders</source>
        <translation>
            <numerusform>%1 neuer Auftrag</numerusform>
            <numerusform>%1 neue Aufträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 changes</source>
        <translation>
            <numerusform>%1 Änderung</numerusform>
            <numerusform>%1 Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows</source>
        <translation>
            <numerusform>%1 Zeile</numerusform>
            <numerusform>%1 Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lines</source>
        <translation>
            <numerusform>%1 Position</numerusform>
            <numerusform>%1 Positionen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 bytes</source>
        <translation>
            <numerusform>%1 Byte</numerusform>
            <numerusform>%1 Byte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 files</source>
        <translation>
            <numerusform>%1 Datei</numerusform>
            <numerusform>%1 Dateien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>ddd d MMM HH:mm</source>
        <translation>ddd d. MMM HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm</source>
        <translation>d. MMM yyyy HH:mm</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <translation>ddd d. MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM yy</source>
        <translation>d. MMM yy</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
</context>
<context>
    <name>DroppedFiles</name>
    <message>
        <source>Orders and event logs (%1);;Tables (%2);;Event logs (%3);;All files (*)</source>
        <translation>Aufträge und Ereignislogs (%1);;Tabellen (%2);;Ereignislogs (%3);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>FilesLook</name>
    <message>
        <source>Record</source>
        <translation>Erfassen</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Wie in der Datei</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 T</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>0 ms</source>
        <translation>0 ms</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
</context>
<context>
    <name>Glossary</name>
    <message>
        <source>Order list</source>
        <translation>Auftragsliste</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Betrieb</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Place order</source>
        <translation>Auftrag anlegen</translation>
    </message>
    <message>
        <source>Record payment</source>
        <translation>Zahlung erfassen</translation>
    </message>
    <message>
        <source>Ship package</source>
        <translation>Paket versenden</translation>
    </message>
    <message>
        <source>Record delivery</source>
        <translation>Zustellung erfassen</translation>
    </message>
    <message>
        <source>Cancel order</source>
        <translation>Auftrag stornieren</translation>
    </message>
    <message>
        <source>List product</source>
        <translation>Produkt anlegen</translation>
    </message>
    <message>
        <source>Receive stock</source>
        <translation>Ware annehmen</translation>
    </message>
    <message>
        <source>Amend lines</source>
        <translation>Positionen ändern</translation>
    </message>
    <message>
        <source>Change address</source>
        <translation>Adresse ändern</translation>
    </message>
    <message>
        <source>Confirm order</source>
        <translation>Auftrag bestätigen</translation>
    </message>
    <message>
        <source>Pick lines</source>
        <translation>Positionen entnehmen</translation>
    </message>
    <message>
        <source>Pack lines</source>
        <translation>Positionen packen</translation>
    </message>
    <message>
        <source>Record failed delivery</source>
        <translation>Fehlzustellung erfassen</translation>
    </message>
    <message>
        <source>Return lines</source>
        <translation>Positionen zurücknehmen</translation>
    </message>
    <message>
        <source>Refund payment</source>
        <translation>Zahlung erstatten</translation>
    </message>
    <message>
        <source>Hold order</source>
        <translation>Auftrag sperren</translation>
    </message>
    <message>
        <source>Release order</source>
        <translation>Auftrag freigeben</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Change price</source>
        <translation>Preis ändern</translation>
    </message>
    <message>
        <source>Adjust stock</source>
        <translation>Bestand berichtigen</translation>
    </message>
    <message>
        <source>Register customer</source>
        <translation>Kunden anlegen</translation>
    </message>
    <message>
        <source>Update profile</source>
        <translation>Profil ändern</translation>
    </message>
    <message>
        <source>Order list, one page</source>
        <translation>Auftragsliste, eine Seite</translation>
    </message>
    <message>
        <source>Order list, all keys</source>
        <translation>Auftragsliste, alle Schlüssel</translation>
    </message>
    <message>
        <source>Order list, rows by key</source>
        <translation>Auftragsliste, Zeilen nach Schlüssel</translation>
    </message>
    <message>
        <source>Order counts</source>
        <translation>Auftragszahlen</translation>
    </message>
    <message>
        <source>Order details</source>
        <translation>Auftrag im Einzelnen</translation>
    </message>
    <message>
        <source>Customers, one page</source>
        <translation>Kunden, eine Seite</translation>
    </message>
    <message>
        <source>Customer details</source>
        <translation>Kunde im Einzelnen</translation>
    </message>
    <message>
        <source>Products, one page</source>
        <translation>Produkte, eine Seite</translation>
    </message>
    <message>
        <source>Product details</source>
        <translation>Produkt im Einzelnen</translation>
    </message>
    <message>
        <source>Returns without an order</source>
        <translation>Retouren ohne Auftrag</translation>
    </message>
    <message>
        <source>Shop figures</source>
        <translation>Zahlen des Shops</translation>
    </message>
    <message>
        <source>Log, one page</source>
        <translation>Log, eine Seite</translation>
    </message>
    <message>
        <source>Where the lists stand</source>
        <translation>Stand der Listen</translation>
    </message>
    <message>
        <source>Placed</source>
        <translation>Eingegangen</translation>
    </message>
    <message>
        <source>Lines added</source>
        <translation>Positionen hinzugefügt</translation>
    </message>
    <message>
        <source>Payment recorded</source>
        <translation>Zahlung erfasst</translation>
    </message>
    <message>
        <source>Package shipped</source>
        <translation>Paket versandt</translation>
    </message>
    <message>
        <source>Package delivered</source>
        <translation>Paket zugestellt</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Lines amended</source>
        <translation>Positionen geändert</translation>
    </message>
    <message>
        <source>Address changed</source>
        <translation>Adresse geändert</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Payment refunded</source>
        <translation>Zahlung erstattet</translation>
    </message>
    <message>
        <source>Lines picked</source>
        <translation>Positionen entnommen</translation>
    </message>
    <message>
        <source>Package packed</source>
        <translation>Paket gepackt</translation>
    </message>
    <message>
        <source>Delivery failed</source>
        <translation>Nicht zugestellt</translation>
    </message>
    <message>
        <source>Lines returned</source>
        <translation>Positionen zurück</translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Note added</source>
        <translation>Notiz hinzugefügt</translation>
    </message>
    <message>
        <source>Return received</source>
        <translation>Retoure angenommen</translation>
    </message>
    <message>
        <source>Product listed</source>
        <translation>Produkt angelegt</translation>
    </message>
    <message>
        <source>Price changed</source>
        <translation>Preis geändert</translation>
    </message>
    <message>
        <source>Stock received</source>
        <translation>Ware angenommen</translation>
    </message>
    <message>
        <source>Stock adjusted</source>
        <translation>Bestand berichtigt</translation>
    </message>
    <message>
        <source>Profile updated</source>
        <translation>Profil geändert</translation>
    </message>
    <message>
        <source>Customer registered</source>
        <translation>Kunde angelegt</translation>
    </message>
    <message>
        <source>Stock reserved</source>
        <translation>Bestand reserviert</translation>
    </message>
    <message>
        <source>Not stored: see the marked fields.</source>
        <translation>Nicht gespeichert: Siehe die markierten Felder.</translation>
    </message>
    <message>
        <source>Not stored: an order with this number is there already.</source>
        <translation>Nicht gespeichert: Ein Auftrag mit dieser Nummer ist schon da.</translation>
    </message>
    <message>
        <source>Not stored: there is no such order.</source>
        <translation>Nicht gespeichert: Diesen Auftrag gibt es nicht.</translation>
    </message>
    <message>
        <source>Not stored: the order was cancelled.</source>
        <translation>Nicht gespeichert: Der Auftrag ist storniert.</translation>
    </message>
    <message>
        <source>Not stored: the order has shipped already.</source>
        <translation>Nicht gespeichert: Der Auftrag ist schon versandt.</translation>
    </message>
    <message>
        <source>Not stored: the order was delivered already.</source>
        <translation>Nicht gespeichert: Der Auftrag ist schon zugestellt.</translation>
    </message>
    <message>
        <source>Not stored: nothing is left to ship.</source>
        <translation>Nicht gespeichert: Es ist nichts mehr zu versenden.</translation>
    </message>
    <message>
        <source>Not stored: the order has no such line.</source>
        <translation>Nicht gespeichert: Der Auftrag hat diese Position nicht.</translation>
    </message>
    <message>
        <source>Not stored: that is more than was ordered.</source>
        <translation>Nicht gespeichert: Das ist mehr, als bestellt wurde.</translation>
    </message>
    <message>
        <source>Not stored: the package was shipped already.</source>
        <translation>Nicht gespeichert: Das Paket ist schon versandt.</translation>
    </message>
    <message>
        <source>Not stored: the order has no such package.</source>
        <translation>Nicht gespeichert: Der Auftrag hat dieses Paket nicht.</translation>
    </message>
    <message>
        <source>Not stored: the package was delivered already.</source>
        <translation>Nicht gespeichert: Das Paket ist schon zugestellt.</translation>
    </message>
    <message>
        <source>Not stored: not enough in stock. Lower the quantity.</source>
        <translation>Nicht gespeichert: Nicht genug auf Lager. Verringern Sie die Menge.</translation>
    </message>
    <message>
        <source>Not stored: a product that is not listed needs a price.</source>
        <translation>Nicht gespeichert: Ein nicht angelegtes Produkt braucht einen Preis.</translation>
    </message>
    <message>
        <source>Not stored: the product is listed in another currency.</source>
        <translation>Nicht gespeichert: Das Produkt ist in einer anderen Währung angelegt.</translation>
    </message>
    <message>
        <source>Not stored: the amount is too large.</source>
        <translation>Nicht gespeichert: Der Betrag ist zu groß.</translation>
    </message>
    <message>
        <source>Not stored: the product is listed already.</source>
        <translation>Nicht gespeichert: Das Produkt ist schon angelegt.</translation>
    </message>
    <message>
        <source>Not stored: the customer is registered already.</source>
        <translation>Nicht gespeichert: Der Kunde ist schon angelegt.</translation>
    </message>
    <message>
        <source>Not stored: no customer has this id. Leave it empty for a guest.</source>
        <translation>Nicht gespeichert: Kein Kunde hat diese Nummer. Für einen Gast leer lassen.</translation>
    </message>
    <message>
        <source>Not stored: nothing would change.</source>
        <translation>Nicht gespeichert: Es würde sich nichts ändern.</translation>
    </message>
    <message>
        <source>Not stored: this entry&apos;s id was used for another one.</source>
        <translation>Nicht gespeichert: Die Kennung dieser Eingabe gehört zu einer anderen.</translation>
    </message>
    <message>
        <source>Not stored: the order is on hold. Release it first.</source>
        <translation>Nicht gespeichert: Der Auftrag ist gesperrt. Geben Sie ihn zuerst frei.</translation>
    </message>
    <message>
        <source>Not stored: the order is not on hold.</source>
        <translation>Nicht gespeichert: Der Auftrag ist nicht gesperrt.</translation>
    </message>
    <message>
        <source>Not stored: the order was confirmed already.</source>
        <translation>Nicht gespeichert: Der Auftrag ist schon bestätigt.</translation>
    </message>
    <message>
        <source>Not stored: more than that is picked, packed or shipped already.</source>
        <translation>Nicht gespeichert: Mehr davon ist schon entnommen, gepackt oder versandt.</translation>
    </message>
    <message>
        <source>Not stored: that is more than was shipped.</source>
        <translation>Nicht gespeichert: Das ist mehr, als versandt wurde.</translation>
    </message>
    <message>
        <source>Not stored: that is more than was paid.</source>
        <translation>Nicht gespeichert: Das ist mehr, als bezahlt wurde.</translation>
    </message>
    <message>
        <source>Not stored: the package has not been shipped yet.</source>
        <translation>Nicht gespeichert: Das Paket ist noch nicht versandt.</translation>
    </message>
    <message>
        <source>Not stored: nothing would be left. An order can be cancelled instead.</source>
        <translation>Nicht gespeichert: Es bliebe nichts übrig. Stattdessen lässt sich der Auftrag stornieren.</translation>
    </message>
    <message>
        <source>Not stored: the order would have too many entries.</source>
        <translation>Nicht gespeichert: Der Auftrag hätte zu viele Einträge.</translation>
    </message>
    <message>
        <source>Not stored: the customer&apos;s credit limit would be passed.</source>
        <translation>Nicht gespeichert: Das Kreditlimit des Kunden würde überschritten.</translation>
    </message>
    <message>
        <source>Not stored: the product is not listed.</source>
        <translation>Nicht gespeichert: Das Produkt ist nicht angelegt.</translation>
    </message>
    <message>
        <source>Not stored: there is less than that on hand.</source>
        <translation>Nicht gespeichert: So viel ist nicht da.</translation>
    </message>
    <message>
        <source>Not stored: the amount is finer than the currency is counted in.</source>
        <translation>Nicht gespeichert: Der Betrag ist feiner, als die Währung gezählt wird.</translation>
    </message>
    <message>
        <source>Not stored: the customer still owes in the limit&apos;s currency.</source>
        <translation>Nicht gespeichert: Der Kunde schuldet noch in der Währung des Limits.</translation>
    </message>
    <message>
        <source>Not stored: goods of the line came back at its price.</source>
        <translation>Nicht gespeichert: Ware der Position kam zu ihrem Preis zurück.</translation>
    </message>
    <message>
        <source>Picking</source>
        <translation>In Entnahme</translation>
    </message>
    <message>
        <source>Packed</source>
        <translation>Gepackt</translation>
    </message>
    <message>
        <source>Part shipped</source>
        <translation>Teils versandt</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>Versandt</translation>
    </message>
    <message>
        <source>Part delivered</source>
        <translation>Teils zugestellt</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Out of stock</source>
        <translation>Nicht vorrätig</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Part returned</source>
        <translation>Teils retourniert</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Retourniert</translation>
    </message>
    <message>
        <source>Payment not known</source>
        <translation>Zahlung unbekannt</translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation>Unbezahlt</translation>
    </message>
    <message>
        <source>Part paid</source>
        <translation>Teils bezahlt</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Bezahlt</translation>
    </message>
    <message>
        <source>Overpaid</source>
        <translation>Überzahlt</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Erstattet</translation>
    </message>
    <message>
        <source>Needs help</source>
        <translation>Braucht Hilfe</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>Im Rückstand</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Not stored: %1.</source>
        <translation>Nicht gespeichert: %1.</translation>
    </message>
</context>
<context>
    <name>Happenings</name>
    <message>
        <source>import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>import over</source>
        <translation>Import beendet</translation>
    </message>
    <message>
        <source>%1 made anew</source>
        <translation>%1 neu aufgebaut</translation>
    </message>
    <message>
        <source>over</source>
        <translation>beendet</translation>
    </message>
</context>
<context>
    <name>Headline</name>
    <message>
        <source>All accepted orders are stored. %1 is %2 behind: do not enter orders again.</source>
        <translation>Angenommene Aufträge sind gespeichert. %1 hängt %2 nach: nicht neu eingeben.</translation>
    </message>
    <message>
        <source>Nothing accepted is lost.</source>
        <translation>Angenommenes ist sicher.</translation>
    </message>
    <message>
        <source>New orders are refused. %1</source>
        <translation>Neue Aufträge werden abgelehnt. %1</translation>
    </message>
    <message>
        <source>New orders refused since %1: %2. %3</source>
        <translation>Neue Aufträge abgelehnt seit %1: %2. %3</translation>
    </message>
    <message>
        <source>A list</source>
        <translation>Eine Liste</translation>
    </message>
    <message>
        <source>All accepted orders are stored. %1 needs help: it has stopped.</source>
        <translation>Angenommene Aufträge sind gespeichert. %1 braucht Hilfe: steht still.</translation>
    </message>
    <message>
        <source>Checking that all accepted orders are stored.</source>
        <translation>Es wird geprüft, ob alle angenommenen Aufträge gespeichert sind.</translation>
    </message>
    <message>
        <source>Reading only: another program owns this folder. Stored orders are safe.</source>
        <translation>Nur lesen: Ein anderes Programm hält den Ordner. Gespeichertes ist sicher.</translation>
    </message>
    <message>
        <source>All accepted orders are stored. %1 is paused: new orders will wait.</source>
        <translation>Angenommene Aufträge sind gespeichert. %1 ist angehalten: Neues wartet.</translation>
    </message>
    <message>
        <source>All accepted orders are stored. Lists are catching up.</source>
        <translation>Angenommene Aufträge sind gespeichert. Die Listen holen auf.</translation>
    </message>
    <message>
        <source>All accepted orders are stored. Changes set aside: %1, discarded: %2.</source>
        <translation>Angenommene Aufträge sind gespeichert. Zurückgestellt: %1, verworfen: %2.</translation>
    </message>
    <message>
        <source>All accepted orders are stored. Changes set aside: %1, see Views.</source>
        <translation>Angenommene Aufträge sind gespeichert. Zurückgestellt: %1, siehe Listen.</translation>
    </message>
    <message>
        <source>All accepted orders are stored. Lists are current (%1), changes discarded: %2.</source>
        <translation>Angenommene Aufträge sind gespeichert. Listen aktuell (%1), verworfen: %2.</translation>
    </message>
    <message>
        <source>All accepted orders are stored. Lists are current (%1).</source>
        <translation>Angenommene Aufträge sind gespeichert. Listen sind aktuell (%1).</translation>
    </message>
</context>
<context>
    <name>LearnCloud</name>
    <message>
        <source>Command service</source>
        <translation>Befehlsdienst</translation>
    </message>
    <message>
        <source>says yes or no to a wish, in order, once for each id</source>
        <translation>sagt Ja oder Nein zu einem Wunsch, der Reihe nach, einmal je Kennung</translation>
    </message>
    <message>
        <source>Orders, order entry</source>
        <translation>Aufträge, Auftragseingabe</translation>
    </message>
    <message>
        <source>Command queue with a limit</source>
        <translation>Befehlsschlange mit Grenze</translation>
    </message>
    <message>
        <source>“too many at once” instead of a pile</source>
        <translation>„zu viele auf einmal“ statt eines Staus</translation>
    </message>
    <message>
        <source>Live, how long it takes</source>
        <translation>Live, Wie lange es dauert</translation>
    </message>
    <message>
        <source>Write rows</source>
        <translation>Schreibzeilen</translation>
    </message>
    <message>
        <source>normalized; what decisions are made on</source>
        <translation>normalisiert; darauf wird entschieden</translation>
    </message>
    <message>
        <source>Under the hood, left</source>
        <translation>Unter der Haube, links</translation>
    </message>
    <message>
        <source>Log (journal)</source>
        <translation>Log (Journal)</translation>
    </message>
    <message>
        <source>what happened, in one order, for ever</source>
        <translation>was geschah, in einer Reihenfolge, für immer</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Outcome of each command id</source>
        <translation>Ergebnis jeder Befehlskennung</translation>
    </message>
    <message>
        <source>the same answer to the same question</source>
        <translation>dieselbe Antwort auf dieselbe Frage</translation>
    </message>
    <message>
        <source>Log, the command of a change</source>
        <translation>Log, der Befehl einer Änderung</translation>
    </message>
    <message>
        <source>Feed</source>
        <translation>Zubringer</translation>
    </message>
    <message>
        <source>hands changes on, by number</source>
        <translation>gibt Änderungen weiter, nach Nummern</translation>
    </message>
    <message>
        <source>Live, the log between</source>
        <translation>Live, das Log dazwischen</translation>
    </message>
    <message>
        <source>View and its place in the log</source>
        <translation>Liste und ihr Platz im Log</translation>
    </message>
    <message>
        <source>folds changes into one list; rows and place in one step</source>
        <translation>faltet Änderungen in eine Liste; Zeilen und Platz in einem Schritt</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Read document</source>
        <translation>Lesedokument</translation>
    </message>
    <message>
        <source>made for one screen, no joins</source>
        <translation>für einen Bildschirm gemacht, nichts zu verknüpfen</translation>
    </message>
    <message>
        <source>Under the hood, right</source>
        <translation>Unter der Haube, rechts</translation>
    </message>
    <message>
        <source>Search list</source>
        <translation>Suchliste</translation>
    </message>
    <message>
        <source>from words to orders</source>
        <translation>von Wörtern zu Aufträgen</translation>
    </message>
    <message>
        <source>Orders, the query field</source>
        <translation>Aufträge, das Abfragefeld</translation>
    </message>
    <message>
        <source>Query service</source>
        <translation>Abfragedienst</translation>
    </message>
    <message>
        <source>answers, and says how old the answer is</source>
        <translation>antwortet und sagt, wie alt die Antwort ist</translation>
    </message>
    <message>
        <source>Orders, the chip at the top</source>
        <translation>Aufträge, die Marke oben</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>one order waits, the rest go on</source>
        <translation>ein Auftrag wartet, die übrigen gehen weiter</translation>
    </message>
    <message>
        <source>Views, set aside</source>
        <translation>Listen, zurückgestellt</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>how long, how many, how late</source>
        <translation>wie lange, wie viele, wie spät</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Part here ↔ cloud service</source>
        <translation>Teil hier ↔ Cloud-Dienst</translation>
    </message>
    <message>
        <source>alike in purpose, not in guarantees: open a part to see what differs</source>
        <translation>gleich im Zweck, nicht in den Zusagen: öffnen Sie einen Teil, um den Unterschied zu sehen</translation>
    </message>
    <message>
        <source>Find a part or a service</source>
        <translation>Einen Teil oder Dienst finden</translation>
    </message>
    <message>
        <source>Part here</source>
        <translation>Teil hier</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Anderswo</translation>
    </message>
    <message>
        <source>See it here</source>
        <translation>Hier zu sehen</translation>
    </message>
</context>
<context>
    <name>LearnGlossary</name>
    <message>
        <source>Already received</source>
        <translation>Schon erhalten</translation>
    </message>
    <message>
        <source>The same entry came twice: it was stored once, and gets the same answer as before.</source>
        <translation>Dieselbe Eingabe kam zweimal: Gespeichert wurde sie einmal, und sie bekommt dieselbe Antwort wie vorher.</translation>
    </message>
    <message>
        <source>duplicate, idempotency</source>
        <translation>Duplikat, Idempotenz (duplicate)</translation>
    </message>
    <message>
        <source>Behind by</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>How many changes the log has that a list has not taken in yet, and how long they have waited.</source>
        <translation>Wie viele Änderungen das Log hat, die eine Liste noch nicht aufgenommen hat, und wie lange sie warten.</translation>
    </message>
    <message>
        <source>lag</source>
        <translation>Verzug (lag)</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Something that happened, such as an order placed. Written once, never altered.</source>
        <translation>Etwas, das geschah, etwa ein Auftrag ging ein. Einmal geschrieben, nie verändert.</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis (event)</translation>
    </message>
    <message>
        <source>Check against the log</source>
        <translation>Mit dem Log abgleichen</translation>
    </message>
    <message>
        <source>Work a list out anew from the log and hold it against the list that is shown, row by row.</source>
        <translation>Eine Liste aus dem Log neu errechnen und Zeile für Zeile neben die angezeigte halten.</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>Prüfung (verify)</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>What you see has taken in everything the log has, or all but the last moment.</source>
        <translation>Was Sie sehen, enthält alles aus dem Log oder alles bis auf den letzten Augenblick.</translation>
    </message>
    <message>
        <source>consistent, caught up</source>
        <translation>konsistent, aufgeholt (caught up)</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>What you want to happen, sent with an id of its own. It is stored or refused, never half.</source>
        <translation>Was geschehen soll, gesandt mit eigener Kennung. Sie wird gespeichert oder abgelehnt, nie halb.</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>In the list after</source>
        <translation>In der Liste nach</translation>
    </message>
    <message>
        <source>The time from the key press until the list showed it.</source>
        <translation>Die Zeit vom Tastendruck, bis die Liste es zeigte.</translation>
    </message>
    <message>
        <source>visible, read your writes</source>
        <translation>sichtbar (read your writes)</translation>
    </message>
    <message>
        <source>Lever</source>
        <translation>Hebel</translation>
    </message>
    <message>
        <source>A control that makes the pattern visible: pauses a list, reads more, adds orders.</source>
        <translation>Ein Regler, der das Muster sichtbar macht: hält eine Liste an, liest mehr, bringt Aufträge.</translation>
    </message>
    <message>
        <source>load, fault injection</source>
        <translation>Last, Fehlereinwurf (fault injection)</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>What one screen shows, made from the log and nothing else. Can be made anew at any time.</source>
        <translation>Was ein Bildschirm zeigt, aus dem Log gemacht und aus nichts sonst. Jederzeit neu aufzubauen.</translation>
    </message>
    <message>
        <source>projection, read model</source>
        <translation>Projektion, Lesemodell (read model)</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>All changes in the order in which they were stored. The truth: everything else is made from it.</source>
        <translation>Alle Änderungen in der Reihenfolge, in der sie gespeichert wurden. Die Wahrheit: Alles andere wird daraus gemacht.</translation>
    </message>
    <message>
        <source>journal, event store</source>
        <translation>Journal, Ereignisspeicher (event store)</translation>
    </message>
    <message>
        <source>Log no.</source>
        <translation>Log-Nr.</translation>
    </message>
    <message>
        <source>The number of a change in the log. There is no gap between one and the next.</source>
        <translation>Die Nummer einer Änderung im Log. Zwischen einer und der nächsten ist keine Lücke.</translation>
    </message>
    <message>
        <source>global position</source>
        <translation>globale Position (global position)</translation>
    </message>
    <message>
        <source>Make the list anew</source>
        <translation>Die Liste neu aufbauen</translation>
    </message>
    <message>
        <source>Fold the whole log into a new list beside the one in use, compare both, and put the new one in its place.</source>
        <translation>Das ganze Log in eine neue Liste neben der benutzten falten, beide vergleichen und die neue an deren Stelle setzen.</translation>
    </message>
    <message>
        <source>rebuild, blue and green</source>
        <translation>Neuaufbau (rebuild, blue/green)</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>Nicht übernommen</translation>
    </message>
    <message>
        <source>Rows of a file that could not be taken in. They are kept with the reason, and can be repaired.</source>
        <translation>Zeilen einer Datei, die nicht übernommen werden konnten. Sie bleiben mit dem Grund aufgehoben und lassen sich berichtigen.</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>in Quarantäne (quarantined)</translation>
    </message>
    <message>
        <source>Not stored</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>The entry was refused, and the reason is said. Nothing has changed.</source>
        <translation>Die Eingabe wurde abgelehnt, und der Grund wird gesagt. Nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>rejection</source>
        <translation>Ablehnung (rejection)</translation>
    </message>
    <message>
        <source>Not sure yet</source>
        <translation>Noch nicht sicher</translation>
    </message>
    <message>
        <source>No answer came whether it is stored. The same id is asked for again; do not enter it anew.</source>
        <translation>Es kam keine Antwort, ob es gespeichert ist. Nach derselben Kennung wird noch einmal gefragt; nicht neu eingeben.</translation>
    </message>
    <message>
        <source>outcome unknown</source>
        <translation>Ausgang unbekannt (outcome unknown)</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>The answer to an entry: stored, at which number, how long it took, or why not.</source>
        <translation>Die Antwort auf eine Eingabe: gespeichert, unter welcher Nummer, wie lange es dauerte, oder warum nicht.</translation>
    </message>
    <message>
        <source>acknowledgement</source>
        <translation>Bestätigung (acknowledgement)</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>A change that a list cannot take in. It waits with the later ones of its order; all others go on.</source>
        <translation>Eine Änderung, die eine Liste nicht aufnehmen kann. Sie wartet mit den späteren ihres Auftrags; alle anderen gehen weiter.</translation>
    </message>
    <message>
        <source>parked, dead letter, poison</source>
        <translation>geparkt (dead letter, poison)</translation>
    </message>
    <message>
        <source>Shop folder</source>
        <translation>Shop-Ordner</translation>
    </message>
    <message>
        <source>The folder with everything of one shop: its log, its lists, its measurements.</source>
        <translation>Der Ordner mit allem eines Shops: sein Log, seine Listen, seine Messwerte.</translation>
    </message>
    <message>
        <source>data folder</source>
        <translation>Datenordner (data folder)</translation>
    </message>
    <message>
        <source>Slowest 1 in 100</source>
        <translation>Langsamste 1 von 100</translation>
    </message>
    <message>
        <source>Of a hundred, one took longer than this. The middle one is called typical.</source>
        <translation>Von hundert dauerte eine länger als dies. Die mittlere heißt üblich.</translation>
    </message>
    <message>
        <source>99th percentile, p99</source>
        <translation>99. Perzentil (p99)</translation>
    </message>
    <message>
        <source>Somebody changed this</source>
        <translation>Jemand hat das geändert</translation>
    </message>
    <message>
        <source>The order is no longer as you saw it. Look at what changed, then enter yours again.</source>
        <translation>Der Auftrag ist nicht mehr so, wie Sie ihn sahen. Sehen Sie nach, was sich geändert hat, und geben Sie Ihres dann neu ein.</translation>
    </message>
    <message>
        <source>version conflict</source>
        <translation>Versionskonflikt (version conflict)</translation>
    </message>
    <message>
        <source>Target missed</source>
        <translation>Ziel verfehlt</translation>
    </message>
    <message>
        <source>Something took longer, or is further behind, than it should be.</source>
        <translation>Etwas dauerte länger oder ist weiter zurück, als es sein soll.</translation>
    </message>
    <message>
        <source>objective breached, SLO</source>
        <translation>Ziel verletzt (SLO)</translation>
    </message>
    <message>
        <source>Too many at once</source>
        <translation>Zu viele auf einmal</translation>
    </message>
    <message>
        <source>More came in than can be decided. Nothing of it was stored; it is tried again in a moment.</source>
        <translation>Es kam mehr, als entschieden werden kann. Nichts davon wurde gespeichert; gleich wird es noch einmal versucht.</translation>
    </message>
    <message>
        <source>busy, back pressure</source>
        <translation>besetzt, Gegendruck (busy, back pressure)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>A further change that puts right an earlier one. Both stay in the log.</source>
        <translation>Eine weitere Änderung, die eine frühere richtigstellt. Beide bleiben im Log.</translation>
    </message>
    <message>
        <source>compensation</source>
        <translation>Kompensation (compensation)</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Order entry</source>
        <translation>Auftragseingabe</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation>Import und Export</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Glossar</translation>
    </message>
    <message>
        <source>the words here, and what the field calls them</source>
        <translation>die Wörter hier, und wie das Fach sie nennt</translation>
    </message>
    <message>
        <source>Find a word, here or of the field</source>
        <translation>Ein Wort finden, von hier oder aus dem Fach</translation>
    </message>
    <message>
        <source>Word here</source>
        <translation>Wort hier</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>Was es heißt</translation>
    </message>
    <message>
        <source>The field calls it</source>
        <translation>Das Fach sagt</translation>
    </message>
    <message>
        <source>See it here</source>
        <translation>Hier zu sehen</translation>
    </message>
</context>
<context>
    <name>MeaningRows</name>
    <message>
        <source>order line</source>
        <translation>Auftragsposition</translation>
    </message>
    <message>
        <source>returned line</source>
        <translation>retournierte Position</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>not imported</source>
        <translation>nicht übernommen</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>when it was placed</source>
        <translation>wann er einging</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>when something of it happened</source>
        <translation>wann etwas davon geschah</translation>
    </message>
    <message>
        <source>%1: %2. What would fix it: %3.</source>
        <translation>%1: %2. Was helfen würde: %3.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Wird zu</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>Time, UTC</source>
        <translation>Zeit, UTC</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>What would fix it</source>
        <translation>Was helfen würde</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht gesagt</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>Placed, UTC</source>
        <translation>Eingang, UTC</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>What followed</source>
        <translation>Was folgte</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Nicht gesagt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Would be left out by the rule “%1”.</source>
        <translation>Würde nach der Regel „%1“ ausgelassen.</translation>
    </message>
    <message>
        <source>Would be one %1: order %2, product %3, %4 at %5 %6, net %7, %8, %9</source>
        <translation>Würde eine %1: Auftrag %2, Produkt %3, %4 zu %5 %6, netto %7, %8, %9</translation>
    </message>
    <message>
        <source>time not said</source>
        <translation>Zeit nicht gesagt</translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation>%1 UTC</translation>
    </message>
    <message>
        <source>customer %1</source>
        <translation>Kunde %1</translation>
    </message>
</context>
<context>
    <name>OrderCommands</name>
    <message>
        <source>the number of a line of this order</source>
        <translation>die Nummer einer Position dieses Auftrags</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>its number</source>
        <translation>ihre Nummer</translation>
    </message>
    <message>
        <source>Confirm the order</source>
        <translation>Den Auftrag bestätigen</translation>
    </message>
    <message>
        <source>Change a line</source>
        <translation>Eine Position ändern</translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation>Eine Position hinzufügen</translation>
    </message>
    <message>
        <source>Change the address</source>
        <translation>Die Adresse ändern</translation>
    </message>
    <message>
        <source>Hold the order</source>
        <translation>Den Auftrag sperren</translation>
    </message>
    <message>
        <source>Release the order</source>
        <translation>Den Auftrag freigeben</translation>
    </message>
    <message>
        <source>Record everything as picked</source>
        <translation>Alles als entnommen erfassen</translation>
    </message>
    <message>
        <source>Pack everything that is left</source>
        <translation>Alles packen, was noch offen ist</translation>
    </message>
    <message>
        <source>Record a delivery that failed</source>
        <translation>Eine Fehlzustellung erfassen</translation>
    </message>
    <message>
        <source>Take goods back</source>
        <translation>Ware zurücknehmen</translation>
    </message>
    <message>
        <source>Refund a payment</source>
        <translation>Eine Zahlung erstatten</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>Eine Notiz hinzufügen</translation>
    </message>
    <message>
        <source>The order was cancelled.</source>
        <translation>Der Auftrag ist storniert.</translation>
    </message>
    <message>
        <source>It is confirmed.</source>
        <translation>Er ist bestätigt.</translation>
    </message>
    <message>
        <source>It is on hold.</source>
        <translation>Er ist gesperrt.</translation>
    </message>
    <message>
        <source>It is not on hold.</source>
        <translation>Er ist nicht gesperrt.</translation>
    </message>
    <message>
        <source>Nothing is left to pick.</source>
        <translation>Es ist nichts mehr zu entnehmen.</translation>
    </message>
    <message>
        <source>Nothing is left to pack.</source>
        <translation>Es ist nichts mehr zu packen.</translation>
    </message>
    <message>
        <source>No package is on its way.</source>
        <translation>Kein Paket ist unterwegs.</translation>
    </message>
    <message>
        <source>Nothing has shipped that could come back.</source>
        <translation>Nichts wurde versandt, das zurückkommen könnte.</translation>
    </message>
    <message>
        <source>Nothing was paid that could be refunded.</source>
        <translation>Nichts wurde bezahlt, das man erstatten könnte.</translation>
    </message>
    <message>
        <source>%1 · order %2</source>
        <translation>%1 · Auftrag %2</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Change a line: %1</source>
        <translation>Eine Position ändern: %1</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>0 takes it out</source>
        <translation>0 nimmt sie heraus</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie sie ist</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>list price</source>
        <translation>Listenpreis</translation>
    </message>
    <message>
        <source>Deliver to</source>
        <translation>Liefern an</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Entnommen</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Packen</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>P%1</source>
        <translation>P%1</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Erfassen</translation>
    </message>
    <message>
        <source>Take goods back: %1</source>
        <translation>Ware zurücknehmen: %1</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstatten</translation>
    </message>
    <message>
        <source>Amount, %1</source>
        <translation>Betrag, %1</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>OrderDraft</name>
    <message>
        <source>three letters, such as GBP</source>
        <translation>drei Buchstaben, etwa EUR</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>a number is wanted</source>
        <translation>hier fehlt eine Zahl</translation>
    </message>
    <message>
        <source>more than 0</source>
        <translation>mehr als 0</translation>
    </message>
    <message>
        <source>an amount with at most four decimals</source>
        <translation>ein Betrag mit höchstens vier Nachkommastellen</translation>
    </message>
    <message>
        <source>a share between 0 and 100 %</source>
        <translation>ein Anteil zwischen 0 und 100 %</translation>
    </message>
    <message>
        <source>a rate between 0 and 100 %</source>
        <translation>ein Satz zwischen 0 und 100 %</translation>
    </message>
    <message>
        <source>Enter at least one line: product, quantity, price.</source>
        <translation>Geben Sie mindestens eine Position ein: Produkt, Menge, Preis.</translation>
    </message>
</context>
<context>
    <name>PauseLog</name>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>läuft weiter</translation>
    </message>
    <message>
        <source>resumed: %1 in under 0.1 s</source>
        <translation>läuft weiter: %1 in unter 0,1 s</translation>
    </message>
    <message>
        <source>resumed: %1 in %2</source>
        <translation>läuft weiter: %1 in %2</translation>
    </message>
</context>
<context>
    <name>ProfileText</name>
    <message>
        <source>It is no file.</source>
        <translation>Das ist keine Datei.</translation>
    </message>
    <message>
        <source>It is longer than 1 MB.</source>
        <translation>Sie ist länger als 1 MB.</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Ja</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Nein</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>RowReasons</name>
    <message>
        <source>no value</source>
        <translation>kein Wert</translation>
    </message>
    <message>
        <source>the value in the row; or missing in the profile, where it takes the row&apos;s text for none</source>
        <translation>den Wert in der Zeile; oder missing im Profil, wo es den Text der Zeile für keinen hält</translation>
    </message>
    <message>
        <source>too long, or control characters</source>
        <translation>zu lang, oder Steuerzeichen</translation>
    </message>
    <message>
        <source>a shorter text of visible characters</source>
        <translation>einen kürzeren Text aus sichtbaren Zeichen</translation>
    </message>
    <message>
        <source>cannot be read, or is out of bounds</source>
        <translation>nicht lesbar, oder außerhalb der Grenzen</translation>
    </message>
    <message>
        <source>an order or return, a customer or product of this number came from elsewhere</source>
        <translation>ein Auftrag oder eine Retoure, ein Kunde oder Produkt dieser Nummer kam von anderswo</translation>
    </message>
    <message>
        <source>nothing when it is the same one; else a number of its own</source>
        <translation>nichts, wenn es dasselbe ist; sonst eine eigene Nummer</translation>
    </message>
    <message>
        <source>the id is there already in this source</source>
        <translation>die Kennung gibt es in dieser Quelle schon</translation>
    </message>
    <message>
        <source>an id of its own</source>
        <translation>eine eigene Kennung</translation>
    </message>
    <message>
        <source>a type or value that the profile does not name</source>
        <translation>ein Typ oder Wert, den das Profil nicht nennt</translation>
    </message>
    <message>
        <source>events or states in the profile</source>
        <translation>events oder states im Profil</translation>
    </message>
    <message>
        <source>a plain number, or decimal_sign in the profile</source>
        <translation>eine einfache Zahl, oder decimal_sign im Profil</translation>
    </message>
    <message>
        <source>more or fewer fields than the header</source>
        <translation>mehr oder weniger Felder als die Kopfzeile</translation>
    </message>
    <message>
        <source>the separator or the quotes in the row</source>
        <translation>das Trennzeichen oder die Anführungszeichen in der Zeile</translation>
    </message>
    <message>
        <source>text after a closing quote</source>
        <translation>Text nach einem schließenden Anführungszeichen</translation>
    </message>
    <message>
        <source>doubled quotes within the text</source>
        <translation>verdoppelte Anführungszeichen im Text</translation>
    </message>
    <message>
        <source>more than 1 MiB</source>
        <translation>mehr als 1 MiB</translation>
    </message>
    <message>
        <source>a shorter text, or the quote that was not closed before it</source>
        <translation>einen kürzeren Text, oder das Anführungszeichen, das davor nicht geschlossen wurde</translation>
    </message>
    <message>
        <source>not in the encoding of the profile</source>
        <translation>nicht in der Kodierung des Profils</translation>
    </message>
    <message>
        <source>encoding in the profile, or the letters in the row</source>
        <translation>encoding im Profil, oder die Buchstaben in der Zeile</translation>
    </message>
    <message>
        <source>the last row of its file, without a line end: its last value may be cut</source>
        <translation>die letzte Zeile ihrer Datei, ohne Zeilenende: ihr letzter Wert kann abgeschnitten sein</translation>
    </message>
    <message>
        <source>the whole file, which closes it; or the row as it is, when it is whole</source>
        <translation>die ganze Datei, was die Zeile schließt; oder die Zeile, wie sie ist, wenn sie ganz ist</translation>
    </message>
    <message>
        <source>no class takes it</source>
        <translation>keine Klasse nimmt sie</translation>
    </message>
    <message>
        <source>a class in the profile, or a correction</source>
        <translation>eine Klasse im Profil, oder eine Berichtigung</translation>
    </message>
    <message>
        <source>not in a date_format of the profile, or no day of the calendar</source>
        <translation>in keinem date_format des Profils, oder kein Tag des Kalenders</translation>
    </message>
    <message>
        <source>the date in the row, or one more date_format in the profile</source>
        <translation>das Datum in der Zeile, oder ein weiteres date_format im Profil</translation>
    </message>
    <message>
        <source>no currency code</source>
        <translation>kein Währungscode</translation>
    </message>
    <message>
        <source>three capital letters</source>
        <translation>drei Großbuchstaben</translation>
    </message>
    <message>
        <source>more than four decimals of a price, three of a quantity, six of a share</source>
        <translation>mehr als vier Nachkommastellen eines Preises, drei einer Menge, sechs eines Anteils</translation>
    </message>
    <message>
        <source>a rounded number</source>
        <translation>eine gerundete Zahl</translation>
    </message>
    <message>
        <source>another currency than the rest of its document</source>
        <translation>eine andere Währung als der Rest ihres Belegs</translation>
    </message>
    <message>
        <source>the currency of its document, or an order number of its own</source>
        <translation>die Währung ihres Belegs, oder eine eigene Auftragsnummer</translation>
    </message>
    <message>
        <source>a line of the order in the file before says the same: it may be that line, or one more</source>
        <translation>eine Position des Auftrags in der Datei davor sagt dasselbe: es kann diese sein oder eine weitere</translation>
    </message>
    <message>
        <source>nothing when it is the same one; else the row as it is</source>
        <translation>nichts, wenn es dieselbe ist; sonst die Zeile, wie sie ist</translation>
    </message>
    <message>
        <source>an order or return that was brought before has an equal line and does not say it any more: this one would count twice</source>
        <translation>ein früher gebrachter Auftrag oder eine Retoure hat eine gleiche Position und nennt sie nicht mehr: diese zählte doppelt</translation>
    </message>
    <message>
        <source>the row as it is, when it is another one or the order that has it was amended by hand; the number that it had; of a history, repair --another and its files again, or its files again when that order was amended or cancelled</source>
        <translation>die Zeile, wie sie ist, wenn sie eine andere ist oder der Auftrag mit ihr von Hand geändert wurde; die Nummer, die sie hatte; bei einem Verlauf repair --another und seine Dateien noch einmal, oder nur die Dateien, wenn jener Auftrag geändert oder storniert wurde</translation>
    </message>
    <message>
        <source>the source says otherwise of something that it brought before</source>
        <translation>die Quelle sagt von etwas, das sie früher brachte, nun anderes</translation>
    </message>
    <message>
        <source>the order amended by hand, where the source is right now; nothing, where it was before; the file whole, or all of its pieces in one call, where this is a piece of one; source in the profile, when these are other orders</source>
        <translation>den Auftrag von Hand geändert, wo die Quelle jetzt recht hat; nichts, wo sie vorher recht hatte; die Datei ganz oder alle ihre Stücke in einem Aufruf, wo dies ein Stück ist; source im Profil, wenn es andere Aufträge sind</translation>
    </message>
    <message>
        <source>a line, package or event that hangs on no order of the source</source>
        <translation>eine Position, ein Paket oder Ereignis, das an keinem Auftrag der Quelle hängt</translation>
    </message>
    <message>
        <source>links or columns in the profile, or the missing order</source>
        <translation>links oder columns im Profil, oder den fehlenden Auftrag</translation>
    </message>
    <message>
        <source>an event about lines of which none was taken in</source>
        <translation>ein Ereignis über Positionen, von denen keine übernommen wurde</translation>
    </message>
    <message>
        <source>the lines that were set aside, first</source>
        <translation>zuerst die Positionen, die nicht übernommen wurden</translation>
    </message>
    <message>
        <source>it places a line that another order has or places as well, or is such a line</source>
        <translation>sie legt eine Position an, die ein anderer Auftrag schon hat oder auch anlegt, oder ist eine solche Position</translation>
    </message>
    <message>
        <source>the line or the order that the event names, of each of them</source>
        <translation>die Position oder den Auftrag, den das Ereignis nennt, bei jedem davon</translation>
    </message>
    <message>
        <source>of an order of which no part of the log so far tells that it was placed</source>
        <translation>von einem Auftrag, von dem noch kein Teil des Logs sagt, dass er einging</translation>
    </message>
    <message>
        <source>the part of the log that tells it, then this file again</source>
        <translation>den Teil des Logs, der es sagt, dann diese Datei noch einmal</translation>
    </message>
    <message>
        <source>events about a whole order, of more lines together than 200,000</source>
        <translation>Ereignisse über einen ganzen Auftrag, mit zusammen mehr als 200.000 Positionen</translation>
    </message>
    <message>
        <source>the lines that each event is about</source>
        <translation>die Positionen, um die es in jedem Ereignis geht</translation>
    </message>
    <message>
        <source>an amount for several orders: whose share is what is not said</source>
        <translation>ein Betrag für mehrere Aufträge: wessen Anteil was ist, steht nicht da</translation>
    </message>
    <message>
        <source>a row for each order with its amount</source>
        <translation>eine Zeile je Auftrag mit ihrem Betrag</translation>
    </message>
    <message>
        <source>the log names it and does not hold it: there is no row of its id in the table of its type</source>
        <translation>das Log nennt es und enthält es nicht: In der Tabelle seines Typs ist keine Zeile seiner Kennung</translation>
    </message>
    <message>
        <source>the row, or a new export of the log</source>
        <translation>die Zeile, oder einen neuen Export des Logs</translation>
    </message>
    <message>
        <source>the log has no table for its type</source>
        <translation>das Log hat für seinen Typ keine Tabelle</translation>
    </message>
    <message>
        <source>the type in the log&apos;s map of types, or a new export of it</source>
        <translation>den Typ in der Typentabelle des Logs, oder einen neuen Export davon</translation>
    </message>
    <message>
        <source>the row was read and told nothing</source>
        <translation>die Zeile wurde gelesen und sagte nichts</translation>
    </message>
    <message>
        <source>columns or facts in the profile</source>
        <translation>columns oder facts im Profil</translation>
    </message>
    <message>
        <source>one of its objects has a key twice, and nobody can tell which of its values counts</source>
        <translation>eines ihrer Objekte hat einen Schlüssel zweimal, und niemand weiß, welcher Wert gilt</translation>
    </message>
    <message>
        <source>the record with each key once, or a new export of the log</source>
        <translation>den Datensatz mit jedem Schlüssel einmal, oder einen neuen Export des Logs</translation>
    </message>
    <message>
        <source>only the beginning of the row was kept</source>
        <translation>nur der Anfang der Zeile wurde aufgehoben</translation>
    </message>
    <message>
        <source>the whole row, written anew</source>
        <translation>die ganze Zeile, neu geschrieben</translation>
    </message>
    <message>
        <source>letters of the row could not be read, and what stands for them is not what the file says</source>
        <translation>Buchstaben der Zeile waren nicht lesbar, und was an ihrer Stelle steht, sagt die Datei nicht</translation>
    </message>
    <message>
        <source>the row with its letters, written anew; or encoding in the profile and the file again</source>
        <translation>die Zeile mit ihren Buchstaben, neu geschrieben; oder encoding im Profil und die Datei noch einmal</translation>
    </message>
    <message>
        <source>the file says otherwise there than when the row was set aside, so its columns may be others</source>
        <translation>die Datei sagt dort anderes als beim Zurückstellen der Zeile, ihre Spalten können also andere sein</translation>
    </message>
    <message>
        <source>the file again as it is now; or a file that has the columns of the row (--header)</source>
        <translation>die Datei, wie sie jetzt ist, noch einmal; oder eine Datei mit den Spalten der Zeile (--header)</translation>
    </message>
    <message>
        <source>the text is no row, or more than one</source>
        <translation>der Text ist keine Zeile, oder mehr als eine</translation>
    </message>
    <message>
        <source>the text of one row</source>
        <translation>den Text einer Zeile</translation>
    </message>
    <message>
        <source>a field of a role has no value</source>
        <translation>ein Feld einer Rolle hat keinen Wert</translation>
    </message>
    <message>
        <source>the value in the row; or columns in the profile</source>
        <translation>den Wert in der Zeile; oder columns im Profil</translation>
    </message>
    <message>
        <source>a field of a role cannot be read</source>
        <translation>ein Feld einer Rolle ist nicht lesbar</translation>
    </message>
    <message>
        <source>the value in the row, or how the profile reads it</source>
        <translation>den Wert in der Zeile, oder wie das Profil ihn liest</translation>
    </message>
    <message>
        <source>the profile says so</source>
        <translation>das Profil sagt es so</translation>
    </message>
    <message>
        <source>the values its class asks for, or the class in the profile</source>
        <translation>die Werte, die ihre Klasse verlangt, oder die Klasse im Profil</translation>
    </message>
</context>
<context>
    <name>RunPace</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 · %2 a second · %3 left</source>
        <translation>%1 · %2 je Sekunde · noch %3</translation>
    </message>
</context>
<context>
    <name>ShopTime</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
</context>
<context>
    <name>ShopWatch</name>
    <message>
        <source>New orders are refused: %1. Nothing accepted is lost.</source>
        <translation>Neue Aufträge werden abgelehnt: %1. Nichts Angenommenes ist verloren.</translation>
    </message>
    <message>
        <source>New orders are taken in again.</source>
        <translation>Neue Aufträge werden wieder angenommen.</translation>
    </message>
    <message>
        <source>%1 needs help: %2. %3</source>
        <translation>%1 braucht Hilfe: %2. %3</translation>
    </message>
    <message>
        <source>%1 needs help: %2</source>
        <translation>%1 braucht Hilfe: %2</translation>
    </message>
    <message>
        <source>%1 was paused by %2.</source>
        <translation>%1 wurde durch %2 angehalten.</translation>
    </message>
    <message>
        <source>%1 was paused by %2: %3.</source>
        <translation>%1 wurde durch %2 angehalten: %3.</translation>
    </message>
    <message>
        <source>%1 goes on.</source>
        <translation>%1 läuft weiter.</translation>
    </message>
    <message>
        <source>%1 has set aside %2 whose changes it cannot read.</source>
        <translation>%1 hat %2 zurückgestellt, deren Änderungen sie nicht lesen kann.</translation>
    </message>
    <message>
        <source>%1 differs from the log: %2. Make it anew.</source>
        <translation>%1 weicht vom Log ab: %2. Bauen Sie sie neu auf.</translation>
    </message>
    <message>
        <source>Make %1 anew</source>
        <translation>%1 neu aufbauen</translation>
    </message>
    <message>
        <source>log no. %1 of %2</source>
        <translation>Log-Nr. %1 von %2</translation>
    </message>
    <message>
        <source> · about %1 left</source>
        <translation> · noch etwa %1</translation>
    </message>
    <message>
        <source>The new copy of %1 differs from the one shown: look at it in Views.</source>
        <translation>Die neue Kopie von %1 weicht von der gezeigten ab: Sehen Sie sie unter Listen an.</translation>
    </message>
    <message>
        <source>The new copy of %1 is ready.</source>
        <translation>Die neue Kopie von %1 ist fertig.</translation>
    </message>
    <message>
        <source>%1 was made anew and is in use.</source>
        <translation>%1 wurde neu aufgebaut und ist in Gebrauch.</translation>
    </message>
    <message>
        <source>The new copy of %1 was given up; the one before is shown.</source>
        <translation>Die neue Kopie von %1 wurde aufgegeben; die davor wird gezeigt.</translation>
    </message>
</context>
<context>
    <name>TimingRows</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>A second</source>
        <translation>Je Sekunde</translation>
    </message>
    <message>
        <source>Typical</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>Slowest 1 in 100</source>
        <translation>Langsamste 1 von 100</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>Langsamste</translation>
    </message>
    <message>
        <source>Last 30 s</source>
        <translation>Letzte 30 s</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>query</source>
        <translation>Abfrage</translation>
    </message>
</context>
<context>
    <name>ViewRows</name>
    <message>
        <source>%1, “%2”</source>
        <translation>%1, „%2“</translation>
    </message>
    <message>
        <source>making anew, %1 %</source>
        <translation>wird neu aufgebaut, %1 %</translation>
    </message>
    <message>
        <source>copy %1 ready</source>
        <translation>Kopie %1 fertig</translation>
    </message>
    <message>
        <source>copy %1 differs</source>
        <translation>Kopie %1 weicht ab</translation>
    </message>
    <message>
        <source>changes discarded: %1</source>
        <translation>verworfene Änderungen: %1</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>wird geprüft</translation>
    </message>
    <message>
        <source>differs, %1</source>
        <translation>weicht ab, %1</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>At log no.</source>
        <translation>Bei Log-Nr.</translation>
    </message>
    <message>
        <source>Behind by</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>Zeitlich</translation>
    </message>
    <message>
        <source>A second</source>
        <translation>Je Sekunde</translation>
    </message>
    <message>
        <source>Caught up in</source>
        <translation>Aufgeholt in</translation>
    </message>
    <message>
        <source>60 s</source>
        <translation>60 s</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>%1 · copy %2</source>
        <translation>%1 · Kopie %2</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::AccountCard</name>
    <message>
        <source>Local times: %1 happened twice and count as the earlier one, %2 never happened and were shifted.</source>
        <translation>Ortszeiten: %1 gab es zweimal und zählen als die frühere, %2 gab es nie und wurden verschoben.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>others</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>Entered by hand, %1 would have been refused: %2.</source>
        <translation>Von Hand eingegeben, wären %1 abgelehnt worden: %2.</translation>
    </message>
    <message>
        <source>Account of the rows</source>
        <translation>Abrechnung der Zeilen</translation>
    </message>
    <message>
        <source>every row has exactly one fate</source>
        <translation>jede Zeile hat genau ein Schicksal</translation>
    </message>
    <message>
        <source>Account by file</source>
        <translation>Abrechnung nach Datei</translation>
    </message>
    <message>
        <source>Nothing has been taken in yet.</source>
        <translation>Noch wurde nichts übernommen.</translation>
    </message>
    <message>
        <source>By fate</source>
        <translation>Nach Schicksal</translation>
    </message>
    <message>
        <source>By file</source>
        <translation>Nach Datei</translation>
    </message>
    <message>
        <source>Rows not imported</source>
        <translation>Nicht übernommene Zeilen</translation>
    </message>
    <message>
        <source>Open the orders</source>
        <translation>Die Aufträge öffnen</translation>
    </message>
    <message>
        <source>of all files taken in so far, with rows repaired since</source>
        <translation>aller bisher übernommenen Dateien, mit seither berichtigten Zeilen</translation>
    </message>
    <message>
        <source>of %1; every row has exactly one fate</source>
        <translation>von %1; jede Zeile hat genau ein Schicksal</translation>
    </message>
    <message>
        <source>Not imported: %1…</source>
        <translation>Nicht übernommen: %1…</translation>
    </message>
    <message>
        <source>Rows not imported…</source>
        <translation>Nicht übernommene Zeilen…</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::AsideBrowser</name>
    <message>
        <source>%1 %2 (%3)</source>
        <translation>%1 %2 (%3)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>What would fix it</source>
        <translation>Was helfen würde</translation>
    </message>
    <message>
        <source>Row as the file has it</source>
        <translation>Zeile, wie sie in der Datei steht</translation>
    </message>
    <message>
        <source>Rows not imported</source>
        <translation>Nicht übernommene Zeilen</translation>
    </message>
    <message>
        <source>of all files taken in so far</source>
        <translation>aller bisher übernommenen Dateien</translation>
    </message>
    <message>
        <source>Open ones only</source>
        <translation>Nur offene</translation>
    </message>
    <message>
        <source>Back to the account</source>
        <translation>Zurück zur Abrechnung</translation>
    </message>
    <message>
        <source>Earlier rows</source>
        <translation>Frühere Zeilen</translation>
    </message>
    <message>
        <source>Later rows</source>
        <translation>Spätere Zeilen</translation>
    </message>
    <message>
        <source>Take in all as they are</source>
        <translation>Alle übernehmen, wie sie sind</translation>
    </message>
    <message>
        <source>All open rows of this kind with the texts they have: for a profile that was mended since</source>
        <translation>Alle offenen Zeilen dieser Art mit ihren Texten: für ein Profil, das seither berichtigt wurde</translation>
    </message>
    <message>
        <source>Text of the row</source>
        <translation>Text der Zeile</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Undo my changes</source>
        <translation>Meine Änderungen zurück</translation>
    </message>
    <message>
        <source>Columns from another file…</source>
        <translation>Spalten aus anderer Datei…</translation>
    </message>
    <message>
        <source>Choose a profile…</source>
        <translation>Profil wählen…</translation>
    </message>
    <message>
        <source>No rows</source>
        <translation>Keine Zeilen</translation>
    </message>
    <message>
        <source>%1 to %2 of %3</source>
        <translation>%1 bis %2 von %3</translation>
    </message>
    <message>
        <source>Every row was imported.</source>
        <translation>Jede Zeile wurde übernommen.</translation>
    </message>
    <message>
        <source>No row of this kind is open.</source>
        <translation>Keine Zeile dieser Art ist offen.</translation>
    </message>
    <message>
        <source>All reasons</source>
        <translation>Alle Gründe</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 · %2, %3 taken in since</source>
        <translation>%1 · %2, %3 seither übernommen</translation>
    </message>
    <message>
        <source>taken in since</source>
        <translation>seither übernommen</translation>
    </message>
    <message>
        <source>Taken in since, with a repaired text or by a later reading of its file.</source>
        <translation>Seither übernommen, mit berichtigtem Text oder durch ein späteres Lesen ihrer Datei.</translation>
    </message>
    <message>
        <source>The profile in use has a problem; mend it, or choose another one here, to repair rows.</source>
        <translation>Das benutzte Profil hat einen Fehler; berichtigen Sie es, oder wählen Sie hier ein anderes, um Zeilen zu berichtigen.</translation>
    </message>
    <message>
        <source>This row came in under the source “%1”; the profile in use is of “%2”. Choose the file of that source’s profile here.</source>
        <translation>Diese Zeile kam unter der Quelle „%1“; das benutzte Profil ist von „%2“. Wählen Sie hier die Datei des Profils jener Quelle.</translation>
    </message>
    <message>
        <source>An equal line stood under another number. Take it in when it is another one: it comes in when its files are given again.</source>
        <translation>Eine gleiche Zeile stand unter einer anderen Nummer. Übernehmen Sie sie, wenn sie eine andere ist: Sie kommt hinein, wenn ihre Dateien wieder gegeben werden.</translation>
    </message>
    <message>
        <source>The columns are not known: %1 (%2).</source>
        <translation>Die Spalten sind nicht bekannt: %1 (%2).</translation>
    </message>
    <message>
        <source>Only the beginning of this row was kept: write it anew. %1</source>
        <translation>Nur der Anfang dieser Zeile wurde aufgehoben: Schreiben Sie sie neu. %1</translation>
    </message>
    <message>
        <source>Take in %1</source>
        <translation>%1 übernehmen</translation>
    </message>
    <message>
        <source>Take in this row</source>
        <translation>Diese Zeile übernehmen</translation>
    </message>
    <message>
        <source>A file with the same columns</source>
        <translation>Eine Datei mit denselben Spalten</translation>
    </message>
    <message>
        <source>Orders (*.csv *.csv.gz *.gz);;All files (*)</source>
        <translation>Aufträge (*.csv *.csv.gz *.gz);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 taken in</source>
        <translation>%1 übernommen</translation>
    </message>
    <message>
        <source>%1 left out by a rule</source>
        <translation>%1 nach einer Regel ausgelassen</translation>
    </message>
    <message>
        <source>%1 to come in when their files are given again</source>
        <translation>%1 kommen, wenn ihre Dateien wieder gegeben werden</translation>
    </message>
    <message>
        <source>%1 repaired before</source>
        <translation>%1 schon vorher berichtigt</translation>
    </message>
    <message>
        <source>%1 not taken in. %2</source>
        <translation>%1 nicht übernommen. %2</translation>
    </message>
    <message>
        <source>%1 not taken in: %2</source>
        <translation>%1 nicht übernommen: %2</translation>
    </message>
    <message>
        <source>Nothing was taken in</source>
        <translation>Nichts wurde übernommen</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::AsideCard</name>
    <message>
        <source>Set aside</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Zu</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Vers.</translation>
    </message>
    <message>
        <source>Changes set aside</source>
        <translation>Zurückgestellte Änderungen</translation>
    </message>
    <message>
        <source>Try on a copy first</source>
        <translation>Erst an einer Kopie</translation>
    </message>
    <message>
        <source>Try again, in order</source>
        <translation>Neu versuchen, der Reihe nach</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Reason for discarding a change</source>
        <translation>Grund, eine Änderung zu verwerfen</translation>
    </message>
    <message>
        <source>Set aside: %1</source>
        <translation>Zurückgestellt: %1</translation>
    </message>
    <message>
        <source>%1 wait; everything else flows</source>
        <translation>%1 warten; alles andere läuft</translation>
    </message>
    <message>
        <source>Nothing is set aside: every change is in this list.</source>
        <translation>Nichts ist zurückgestellt: Jede Änderung ist in dieser Liste.</translation>
    </message>
    <message>
        <source>Discarded for good: %1, the last by %2 (no. %3 of %4): “%5”.</source>
        <translation>Endgültig verworfen: %1, zuletzt durch %2 (Nr. %3 von %4): „%5“.</translation>
    </message>
    <message>
        <source>Give a reason first: it stays with the list.</source>
        <translation>Geben Sie zuerst einen Grund an: Er bleibt bei der Liste.</translation>
    </message>
    <message>
        <source>On a copy %1 would be taken in and %2 would change.</source>
        <translation>An einer Kopie würden %1 aufgenommen, und %2 würden sich ändern.</translation>
    </message>
    <message>
        <source>Discarded; behind it %1 taken in.</source>
        <translation>Verworfen; dahinter %1 aufgenommen.</translation>
    </message>
    <message>
        <source>%1 taken in.</source>
        <translation>%1 aufgenommen.</translation>
    </message>
    <message>
        <source>First: %1 %2, %3 → %4.</source>
        <translation>Zuerst: %1 %2, %3 → %4.</translation>
    </message>
    <message>
        <source>%1 waits still: %2.</source>
        <translation>%1 warten noch: %2.</translation>
    </message>
    <message>
        <source>Why the first of it is discarded</source>
        <translation>Warum die erste verworfen wird</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::Blotter</name>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Filter by order number or customer</source>
        <translation>Nach Auftragsnummer oder Kunde filtern</translation>
    </message>
    <message>
        <source>Order or customer</source>
        <translation>Auftrag oder Kunde</translation>
    </message>
    <message>
        <source>Words, or status:shipped customer:ann total&gt;100 placed:2011-11; with OR, - for not, ( ) and &quot;quotes&quot;. Alt+Down: what was asked before</source>
        <translation>Wörter oder status:shipped customer:ann total&gt;100 placed:2011-11; mit OR, - für nicht, ( ) und &quot;Anführungszeichen&quot;. Alt+Ab: was zuvor gefragt war</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>Jeder Status</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Name der Ansicht</translation>
    </message>
    <message>
        <source>Name, then Enter</source>
        <translation>Name, dann Enter</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Keep what is asked for, its order and its columns under a name</source>
        <translation>Behält unter einem Namen, was gefragt ist, samt Reihenfolge und Spalten</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>For all…</source>
        <translation>Für alle…</translation>
    </message>
    <message>
        <source>Give a command for all orders that the list shows</source>
        <translation>Einen Befehl für alle Aufträge geben, die die Liste zeigt</translation>
    </message>
    <message>
        <source>All orders</source>
        <translation>Alle Aufträge</translation>
    </message>
    <message>
        <source>Forget the view “%1”</source>
        <translation>Die Ansicht „%1“ vergessen</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>A view needs a name.</source>
        <translation>Eine Ansicht braucht einen Namen.</translation>
    </message>
    <message>
        <source>There are %1 views already: forget one first.</source>
        <translation>Es gibt schon %1 Ansichten: Vergessen Sie erst eine.</translation>
    </message>
    <message>
        <source>Order of rows fixed at %1; values stay live</source>
        <translation>Reihenfolge fest seit %1; Werte bleiben live</translation>
    </message>
    <message>
        <source>%1 — F5</source>
        <translation>%1 — F5</translation>
    </message>
    <message>
        <source>Partial: %1 looked through so far, of %2</source>
        <translation>Teilweise: bisher %1 durchsucht, von %2</translation>
    </message>
    <message>
        <source>0 of %1</source>
        <translation>0 von %1</translation>
    </message>
    <message>
        <source>Rows %1–%2 of %3</source>
        <translation>Zeilen %1–%2 von %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>No order matches %1.</source>
        <translation>Kein Auftrag passt zu %1.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>Show all orders</source>
        <translation>Alle Aufträge zeigen</translation>
    </message>
    <message>
        <source>This list has not read the log yet; orders that are stored will appear.</source>
        <translation>Diese Liste hat das Log noch nicht gelesen; gespeicherte Aufträge werden erscheinen.</translation>
    </message>
    <message>
        <source>No orders yet. Ctrl+N places one, Ctrl+I takes in a file.</source>
        <translation>Noch keine Aufträge. Strg+N legt einen an, Strg+I liest eine Datei ein.</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>Character %1: %2</source>
        <translation>Zeichen %1: %2</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::BulkBar</name>
    <message>
        <source>What to do with all of them</source>
        <translation>Was mit allen geschehen soll</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Number of orders, to make sure</source>
        <translation>Zahl der Aufträge, zur Sicherheit</translation>
    </message>
    <message>
        <source>Nothing undoes this for all at once: type %1 to make sure</source>
        <translation>Nichts macht das für alle auf einmal rückgängig: zur Sicherheit %1 eintippen</translation>
    </message>
    <message>
        <source>Give it to %1</source>
        <translation>An %1 geben</translation>
    </message>
    <message>
        <source>One is under way.</source>
        <translation>Einer läuft schon.</translation>
    </message>
    <message>
        <source>The list shows no order.</source>
        <translation>Die Liste zeigt keinen Auftrag.</translation>
    </message>
    <message>
        <source>It needs a reason.</source>
        <translation>Es braucht einen Grund.</translation>
    </message>
    <message>
        <source>Type how many orders it is for.</source>
        <translation>Tippen Sie ein, für wie viele Aufträge es ist.</translation>
    </message>
    <message>
        <source>%1, all that the list shows</source>
        <translation>%1, alle, die die Liste zeigt</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::BulkRun</name>
    <message>
        <source>%1 stored, %2 refused</source>
        <translation>%1 gespeichert, %2 abgelehnt</translation>
    </message>
    <message>
        <source>%1: ended before its time, %2 stored.</source>
        <translation>%1: vorzeitig beendet, %2 gespeichert.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 stored.</source>
        <translation>%1: %2 von %3 gespeichert.</translation>
    </message>
    <message>
        <source>It is not for %1 of them.</source>
        <translation>Für %1 davon ist es nichts.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::CatalogueBrowser</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>every change is kept</source>
        <translation>jede Änderung bleibt</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Durch</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>Choose one in the list.</source>
        <translation>Wählen Sie eine in der Liste.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>the first %1</source>
        <translation>die ersten %1</translation>
    </message>
    <message>
        <source>%1 · true %2 ago</source>
        <translation>%1 · Stand vor %2</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Only orders name it so far.</source>
        <translation>Bisher nennen ihn nur Aufträge.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::CataloguePage</name>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ChartCard</name>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ChartTable</name>
    <message>
        <source>%1 as a table</source>
        <translation>%1 als Tabelle</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>The values as a table (Alt+D)</source>
        <translation>Die Werte als Tabelle (Alt+D)</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::CommandForm</name>
    <message>
        <source>an amount with at most four decimals, as 12.50</source>
        <translation>ein Betrag mit höchstens vier Nachkommastellen, etwa 12,50</translation>
    </message>
    <message>
        <source>a number with at most three decimals, as 12</source>
        <translation>eine Zahl mit höchstens drei Nachkommastellen, etwa 12</translation>
    </message>
    <message>
        <source>three letters, as EUR</source>
        <translation>drei Buchstaben, etwa EUR</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesandt…</translation>
    </message>
    <message>
        <source>Stored in %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>Too many at once; nothing stored. Send it again in %1.</source>
        <translation>Zu viele auf einmal; nichts gespeichert. Senden Sie es in %1 noch einmal.</translation>
    </message>
    <message>
        <source>Not sure yet, checking. Do not enter it again.</source>
        <translation>Noch nicht sicher, wird geprüft. Nicht noch einmal eingeben.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::CompareCard</name>
    <message>
        <source>Compare and switch</source>
        <translation>Vergleichen und umschalten</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Shown now</source>
        <translation>Jetzt gezeigt</translation>
    </message>
    <message>
        <source>New copy</source>
        <translation>Neue Kopie</translation>
    </message>
    <message>
        <source>Because of log no.</source>
        <translation>Wegen Log-Nr.</translation>
    </message>
    <message>
        <source>Rows that differ</source>
        <translation>Abweichende Zeilen</translation>
    </message>
    <message>
        <source>Make it anew and compare</source>
        <translation>Neu aufbauen und vergleichen</translation>
    </message>
    <message>
        <source>How far the new copy is</source>
        <translation>Wie weit die neue Kopie ist</translation>
    </message>
    <message>
        <source>Compare and switch: %1</source>
        <translation>Vergleichen und umschalten: %1</translation>
    </message>
    <message>
        <source>Discard copy %1</source>
        <translation>Kopie %1 verwerfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Switch to copy %1 all the same</source>
        <translation>Trotzdem auf Kopie %1 umschalten</translation>
    </message>
    <message>
        <source>Switch to copy %1</source>
        <translation>Auf Kopie %1 umschalten</translation>
    </message>
    <message>
        <source>Looking for the changes that made the rows differ…</source>
        <translation>Die Änderungen hinter den Abweichungen werden gesucht…</translation>
    </message>
    <message>
        <source>No row differs.</source>
        <translation>Keine Zeile weicht ab.</translation>
    </message>
    <message>
        <source>Rows that differ would stand here, with the changes that made them so.</source>
        <translation>Abweichende Zeilen stünden hier, mit den Änderungen, die sie dazu machten.</translation>
    </message>
    <message>
        <source>The new copy came to no end: %1. Copy %2 is shown as before.</source>
        <translation>Die neue Kopie wurde nicht fertig: %1. Kopie %2 wird gezeigt wie zuvor.</translation>
    </message>
    <message>
        <source>The new copy was given up. Copy %1 is shown as before.</source>
        <translation>Die neue Kopie wurde aufgegeben. Kopie %1 wird gezeigt wie zuvor.</translation>
    </message>
    <message>
        <source>Copy %1 is shown. A new one is made from the log beside it and compared row by row before it takes its place; nobody waits meanwhile.</source>
        <translation>Kopie %1 wird gezeigt. Eine neue wird daneben aus dem Log gemacht und Zeile für Zeile verglichen, bevor sie an ihre Stelle tritt; niemand wartet solange.</translation>
    </message>
    <message>
        <source>Copy %1 is being made: at log no. %2 of %3, %4 a second</source>
        <translation>Kopie %1 wird gemacht: bei Log-Nr. %2 von %3, %4 je Sekunde</translation>
    </message>
    <message>
        <source>, about %1 left</source>
        <translation>, noch etwa %1</translation>
    </message>
    <message>
        <source>%1. Begun by %2.</source>
        <translation>%1. Begonnen durch %2.</translation>
    </message>
    <message>
        <source>Copy %1 is the same as copy %2 at log no. %3: all rows are equal.</source>
        <translation>Kopie %1 ist bei Log-Nr. %3 gleich Kopie %2: Alle Zeilen sind gleich.</translation>
    </message>
    <message>
        <source>Copy %1 is ready.</source>
        <translation>Kopie %1 ist fertig.</translation>
    </message>
    <message>
        <source>Copy %1 differs from copy %2, which stays in use.</source>
        <translation>Kopie %1 weicht von Kopie %2 ab, die in Gebrauch bleibt.</translation>
    </message>
    <message>
        <source>Copy %1 differs from copy %2, which stays in use. At log no. %3: %4 changed, %5 only in the new copy, %6 only in the one shown.</source>
        <translation>Kopie %1 weicht von Kopie %2 ab, die in Gebrauch bleibt. Bei Log-Nr. %3: %4 geändert, %5 nur in der neuen, %6 nur in der gezeigten.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::Comparison</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Today against last week</source>
        <translation>Heute gegen letzte Woche</translation>
    </message>
    <message>
        <source>Orders of today over the hours</source>
        <translation>Aufträge von heute über die Stunden</translation>
    </message>
    <message>
        <source>orders since midnight · dashed: a week ago, the whole day</source>
        <translation>seit Mitternacht · gestrichelt: vor einer Woche</translation>
    </message>
    <message>
        <source>true %1 ago</source>
        <translation>Stand vor %1</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>week ago</source>
        <translation>vor 1 Woche</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>Bis %1</translation>
    </message>
    <message>
        <source>No hour is over yet</source>
        <translation>Noch keine Stunde vorbei</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Retouren</translation>
    </message>
    <message>
        <source>Per order</source>
        <translation>Je Auftrag</translation>
    </message>
    <message>
        <source>Against last %1</source>
        <translation>Gegen letzten %1</translation>
    </message>
    <message>
        <source>+%1 since %2</source>
        <translation>+%1 seit %2</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ConflictView</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Held for</source>
        <translation>Gesperrt wegen</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Bezahlt</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>Versandt</translation>
    </message>
    <message>
        <source>Deliver to</source>
        <translation>Liefern an</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>The order as you saw it and as it is</source>
        <translation>Der Auftrag, wie Sie ihn sahen und wie er ist</translation>
    </message>
    <message>
        <source>You saw</source>
        <translation>Sie sahen</translation>
    </message>
    <message>
        <source>It is</source>
        <translation>Er ist</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>The order is no longer as you saw it.</source>
        <translation>Der Auftrag ist nicht mehr so, wie Sie ihn sahen.</translation>
    </message>
    <message>
        <source>You changed this order %1 ago in another place.</source>
        <translation>Sie haben diesen Auftrag vor %1 an anderer Stelle geändert.</translation>
    </message>
    <message>
        <source>%1 changed this order %2 ago.</source>
        <translation>%1 hat diesen Auftrag vor %2 geändert.</translation>
    </message>
    <message>
        <source>%1. With that there is nothing left to do of it: “%2” was not given.</source>
        <translation>%1. Damit ist nichts mehr zu tun: „%2“ wurde nicht gegeben.</translation>
    </message>
    <message>
        <source>%1. Nothing was stored of “%2”.</source>
        <translation>%1. Von „%2“ wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>Do it all the same</source>
        <translation>Trotzdem tun</translation>
    </message>
    <message>
        <source>Do it all the same: %1</source>
        <translation>Trotzdem tun: %1</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::CountTile</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::CustomerBrowser</name>
    <message>
        <source>Customer number</source>
        <translation>Kundennummer</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>wie bisher</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Deliver to</source>
        <translation>Liefern an</translation>
    </message>
    <message>
        <source>Credit limit</source>
        <translation>Kreditlimit</translation>
    </message>
    <message>
        <source>none, or an amount</source>
        <translation>keines, oder ein Betrag</translation>
    </message>
    <message>
        <source>Currency of it</source>
        <translation>Währung dafür</translation>
    </message>
    <message>
        <source>as EUR</source>
        <translation>etwa EUR</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Find by name, number, e-mail or address</source>
        <translation>Nach Name, Nummer, E-Mail oder Adresse finden</translation>
    </message>
    <message>
        <source>No customer is registered and no order names one.</source>
        <translation>Kein Kunde ist angelegt, und kein Auftrag nennt einen.</translation>
    </message>
    <message>
        <source>No customer matches “%1”.</source>
        <translation>Kein Kunde passt zu „%1“.</translation>
    </message>
    <message>
        <source>Register customer</source>
        <translation>Kunden anlegen</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>Letzter Auftrag</translation>
    </message>
    <message>
        <source>Change profile</source>
        <translation>Profil ändern</translation>
    </message>
    <message>
        <source>First order</source>
        <translation>Erster Auftrag</translation>
    </message>
    <message>
        <source>Still to pay</source>
        <translation>Noch zu zahlen</translation>
    </message>
    <message>
        <source>%1, pieces: %2</source>
        <translation>%1, Stück: %2</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>Retouren</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Change the profile of %1</source>
        <translation>Das Profil von %1 ändern</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::FirstPage</name>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>Watch the demo</source>
        <translation>Die Demo ansehen</translation>
    </message>
    <message>
        <source>Plays in a practice folder. Orders come in, lists follow, and you can pull the levers.</source>
        <translation>Läuft in einem Übungsordner. Aufträge kommen, Listen folgen, und Sie können die Hebel bewegen.</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Import my orders</source>
        <translation>Meine Aufträge importieren</translation>
    </message>
    <message>
        <source>A CSV file, also packed as .gz. You see the mapping, and then the fate of every row.</source>
        <translation>Eine CSV-Datei, auch gepackt als .gz. Sie sehen die Zuordnung und dann das Schicksal jeder Zeile.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Ctrl+I</source>
        <translation>Strg+I</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>What two lanes are, and which cloud service each part stands for.</source>
        <translation>Was zwei Spuren sind, und für welchen Cloud-Dienst jeder Teil steht.</translation>
    </message>
    <message>
        <source>Open Learn</source>
        <translation>Lernen öffnen</translation>
    </message>
    <message>
        <source>Ctrl+5</source>
        <translation>Strg+5</translation>
    </message>
    <message>
        <source>Open or start empty</source>
        <translation>Öffnen oder leer beginnen</translation>
    </message>
    <message>
        <source>Open a shop folder, or make a new one: one folder, one shop, nothing else to install.</source>
        <translation>Einen Shop-Ordner öffnen oder anlegen: ein Ordner, ein Shop, sonst nichts zu installieren.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Strg+O</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>Erste Seite</translation>
    </message>
    <message>
        <source>Twinlane %1</source>
        <translation>Twinlane %1</translation>
    </message>
    <message>
        <source>Works offline. Nothing leaves this computer.</source>
        <translation>Arbeitet ohne Netz. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Ctrl+Shift+T changes the theme</source>
        <translation>Strg+Umschalt+T wechselt das Farbschema</translation>
    </message>
    <message>
        <source>Orders go in on the left. Screens read on the right. A log between them.</source>
        <translation>Aufträge gehen links hinein. Bildschirme lesen rechts. Ein Log dazwischen.</translation>
    </message>
    <message>
        <source>what you enter</source>
        <translation>was Sie eingeben</translation>
    </message>
    <message>
        <source>no. 1, 2, 3 …</source>
        <translation>Nr. 1, 2, 3 …</translation>
    </message>
    <message>
        <source>what you see</source>
        <translation>was Sie sehen</translation>
    </message>
    <message>
        <source>Shop folders opened before</source>
        <translation>Zuletzt geöffnete Shop-Ordner</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>None yet. Start the demo, or open a folder to begin.</source>
        <translation>Noch keiner. Starten Sie die Demo, oder öffnen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>Folder not found: %1. Bring it back, or remove it from this list.</source>
        <translation>Ordner nicht gefunden: %1. Holen Sie ihn zurück, oder entfernen Sie ihn aus dieser Liste.</translation>
    </message>
    <message>
        <source>Folder not found</source>
        <translation>Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Can be opened</source>
        <translation>Lässt sich öffnen</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::HeadlineStrip</name>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Show why</source>
        <translation>Zeigen, warum</translation>
    </message>
    <message>
        <source>Why the headline says this</source>
        <translation>Warum die Kopfzeile das sagt</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::HealthPage</name>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Closed: nothing is stored any more</source>
        <translation>Geschlossen: Es wird nichts mehr gespeichert</translation>
    </message>
    <message>
        <source>Every accepted order is stored</source>
        <translation>Jeder angenommene Auftrag ist gespeichert</translation>
    </message>
    <message>
        <source>Stored; the lists catch up</source>
        <translation>Gespeichert; die Listen holen auf</translation>
    </message>
    <message>
        <source>Opened for reading: no order is taken</source>
        <translation>Zum Lesen geöffnet: Kein Auftrag wird angenommen</translation>
    </message>
    <message>
        <source>Halted: no order is taken</source>
        <translation>Angehalten: Kein Auftrag wird angenommen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>True at log no.</source>
        <translation>Stand: Log-Nr.</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Stored after</source>
        <translation>Gespeichert nach</translation>
    </message>
    <message>
        <source>Longest part</source>
        <translation>Längster Teil</translation>
    </message>
    <message>
        <source>of it</source>
        <translation>davon</translation>
    </message>
    <message>
        <source>What is stored</source>
        <translation>Was gespeichert ist</translation>
    </message>
    <message>
        <source>Log ends at no.</source>
        <translation>Log endet bei Nr.</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf der Platte</translation>
    </message>
    <message>
        <source>Shop folder</source>
        <translation>Shop-Ordner</translation>
    </message>
    <message>
        <source>Days of</source>
        <translation>Tage von</translation>
    </message>
    <message>
        <source>Held against the log</source>
        <translation>Mit dem Log abgeglichen</translation>
    </message>
    <message>
        <source>Check all</source>
        <translation>Alle prüfen</translation>
    </message>
    <message>
        <source>Slowest commands</source>
        <translation>Langsamste Befehle</translation>
    </message>
    <message>
        <source>the fifty slowest since the folder was opened</source>
        <translation>die fünfzig langsamsten, seit der Ordner geöffnet ist</translation>
    </message>
    <message>
        <source> (since %1)</source>
        <translation> (seit %1)</translation>
    </message>
    <message>
        <source>a practice folder, which ends with the window</source>
        <translation>ein Übungsordner, der mit dem Fenster endet</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>being held against it now</source>
        <translation>wird gerade damit abgeglichen</translation>
    </message>
    <message>
        <source>equal, row for row</source>
        <translation>gleich, Zeile für Zeile</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>No command was given since the folder was opened.</source>
        <translation>Seit der Ordner geöffnet ist, wurde kein Befehl gegeben.</translation>
    </message>
    <message>
        <source>Choose a command to see where its time went.</source>
        <translation>Wählen Sie einen Befehl, um zu sehen, wohin die Zeit ging.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::HoodPage</name>
    <message>
        <source>Write state</source>
        <translation>Schreibstand</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>what happened, for ever</source>
        <translation>was geschah, für immer</translation>
    </message>
    <message>
        <source>Read document</source>
        <translation>Lesedokument</translation>
    </message>
    <message>
        <source>Hops</source>
        <translation>Etappen</translation>
    </message>
    <message>
        <source>No order chosen</source>
        <translation>Kein Auftrag gewählt</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Log no.</source>
        <translation>Log-Nr.</translation>
    </message>
    <message>
        <source>Stored at</source>
        <translation>Gespeichert um</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>State after change</source>
        <translation>Stand nach Änderung</translation>
    </message>
    <message>
        <source>■ write lane</source>
        <translation>■ Schreibspur</translation>
    </message>
    <message>
        <source>● read lane</source>
        <translation>● Lesespur</translation>
    </message>
    <message>
        <source>What the event says</source>
        <translation>Was das Ereignis sagt</translation>
    </message>
    <message>
        <source>Order %1</source>
        <translation>Auftrag %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>not in the list yet</source>
        <translation>noch nicht in der Liste</translation>
    </message>
    <message>
        <source>Hops of change %1</source>
        <translation>Etappen der Änderung %1</translation>
    </message>
    <message>
        <source>from the queue to the order list · %1</source>
        <translation>von der Warteschlange bis zur Auftragsliste · %1</translation>
    </message>
    <message>
        <source>for deciding</source>
        <translation>zum Entscheiden</translation>
    </message>
    <message>
        <source>for screens</source>
        <translation>für Bildschirme</translation>
    </message>
    <message>
        <source>The times of this command are not kept: the first %1 of each second are, one in a hundred of those beyond, and the slowest; of all these the newest.</source>
        <translation>Die Zeiten dieses Befehls sind nicht aufgehoben: Es sind die der ersten %1 jeder Sekunde, eines von hundert der weiteren und die der langsamsten; von allen die neuesten.</translation>
    </message>
    <message>
        <source>from the key press to the screen · %1</source>
        <translation>vom Tastendruck bis zum Bildschirm · %1</translation>
    </message>
    <message>
        <source>from the key press to the order list · %1</source>
        <translation>vom Tastendruck bis zur Auftragsliste · %1</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::HopsView</name>
    <message>
        <source>Waiting in the queue</source>
        <translation>Warten in der Schlange</translation>
    </message>
    <message>
        <source>Allowed?</source>
        <translation>Erlaubt?</translation>
    </message>
    <message>
        <source>Valid?</source>
        <translation>Gültig?</translation>
    </message>
    <message>
        <source>Load the order</source>
        <translation>Den Auftrag laden</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Append to the log</source>
        <translation>Ans Log anhängen</translation>
    </message>
    <message>
        <source>Write to disk</source>
        <translation>Auf Platte schreiben</translation>
    </message>
    <message>
        <source>Pick up from the log</source>
        <translation>Aus dem Log holen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Commit the list</source>
        <translation>Liste festschreiben</translation>
    </message>
    <message>
        <source>Shown by the list</source>
        <translation>Von der Liste gezeigt</translation>
    </message>
    <message>
        <source>Hops of the command</source>
        <translation>Etappen des Befehls</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Hop</source>
        <translation>Etappe</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauerte</translation>
    </message>
    <message>
        <source>of 100</source>
        <translation>von 100</translation>
    </message>
    <message>
        <source>Since it was queued</source>
        <translation>Seit dem Einreihen</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>stored, %1</source>
        <translation>gespeichert, %1</translation>
    </message>
    <message>
        <source>in the list, %1</source>
        <translation>in der Liste, %1</translation>
    </message>
    <message>
        <source>From the key press</source>
        <translation>Vom Tastendruck an</translation>
    </message>
    <message>
        <source>Drawn on the screen</source>
        <translation>Auf den Schirm gezeichnet</translation>
    </message>
    <message>
        <source>Since the key press</source>
        <translation>Seit dem Tastendruck</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ImportPage</name>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Abrechnung</translation>
    </message>
    <message>
        <source>No file chosen yet</source>
        <translation>Noch keine Datei gewählt</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 gone through</source>
        <translation>%1 durchgesehen</translation>
    </message>
    <message>
        <source>all files taken in so far</source>
        <translation>alle bisher übernommenen Dateien</translation>
    </message>
    <message>
        <source>Taken in earlier: %1, of them %2 that stood aside before. The shop now has %3.</source>
        <translation>Früher übernommen: %1, davon %2 vorher zurückgestellt. Der Shop hat jetzt %3.</translation>
    </message>
    <message>
        <source>Taken in earlier: %1. The shop now has %2.</source>
        <translation>Früher übernommen: %1. Der Shop hat jetzt %2.</translation>
    </message>
    <message>
        <source>Mapping profile</source>
        <translation>Zuordnungsprofil</translation>
    </message>
    <message>
        <source>Profiles (*.json)</source>
        <translation>Profile (*.json)</translation>
    </message>
    <message>
        <source>The profile cannot be read</source>
        <translation>Das Profil ist nicht lesbar</translation>
    </message>
    <message>
        <source>The profile has a problem: %1</source>
        <translation>Das Profil hat einen Fehler: %1</translation>
    </message>
    <message>
        <source>%1, line %2, key %3</source>
        <translation>%1, Zeile %2, Schlüssel %3</translation>
    </message>
    <message>
        <source>proposed profile</source>
        <translation>vorgeschlagenes Profil</translation>
    </message>
    <message>
        <source>A profile is proposed from a file: choose one first.</source>
        <translation>Ein Profil wird aus einer Datei vorgeschlagen: Wählen Sie zuerst eine.</translation>
    </message>
    <message>
        <source>Save the profile</source>
        <translation>Das Profil speichern</translation>
    </message>
    <message>
        <source>The profile could not be saved: %1</source>
        <translation>Das Profil konnte nicht gespeichert werden: %1</translation>
    </message>
    <message>
        <source>Orders to take in</source>
        <translation>Aufträge zum Übernehmen</translation>
    </message>
    <message>
        <source>Folder of orders to take in</source>
        <translation>Ordner mit Aufträgen zum Übernehmen</translation>
    </message>
    <message>
        <source>There is no CSV file among what was dropped.</source>
        <translation>Unter dem Fallengelassenen ist keine CSV-Datei.</translation>
    </message>
    <message>
        <source>There is no CSV file in this folder.</source>
        <translation>In diesem Ordner ist keine CSV-Datei.</translation>
    </message>
    <message>
        <source>Nothing is stored before you press “Take in”.</source>
        <translation>Nichts wird gespeichert, bevor Sie „Übernehmen“ drücken.</translation>
    </message>
    <message>
        <source>The parts of a history hang on each other: all of it is read first. Nothing is stored before you press “Take in”.</source>
        <translation>Die Teile eines Verlaufs hängen zusammen: Zuerst wird alles gelesen. Nichts wird gespeichert, bevor Sie „Übernehmen“ drücken.</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>The file does not fit this profile: %1</source>
        <translation>Die Datei passt nicht zu diesem Profil: %1</translation>
    </message>
    <message>
        <source>No order would come of this under the profile.</source>
        <translation>Unter diesem Profil würde kein Auftrag daraus.</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>Left out, as no event logs: %1.</source>
        <translation>Ausgelassen, weil keine Ereignislogs: %1.</translation>
    </message>
    <message>
        <source>Left out, as no CSV files: %1.</source>
        <translation>Ausgelassen, weil keine CSV-Dateien: %1.</translation>
    </message>
    <message>
        <source>Left out, since no role of the profile asks for them: %1.</source>
        <translation>Ausgelassen, weil keine Rolle des Profils sie braucht: %1.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Take in the rest</source>
        <translation>Den Rest übernehmen</translation>
    </message>
    <message>
        <source>Choose a file first</source>
        <translation>Wählen Sie zuerst eine Datei</translation>
    </message>
    <message>
        <source>The profile has a problem</source>
        <translation>Das Profil hat einen Fehler</translation>
    </message>
    <message>
        <source>Times of this file are %1; days and months here are counted in %2.</source>
        <translation>Zeiten dieser Datei sind %1; Tage und Monate werden hier in %2 gezählt.</translation>
    </message>
    <message>
        <source>Checking %1…</source>
        <translation>%1 wird geprüft…</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>die Datei</translation>
    </message>
    <message>
        <source>Taking in. What is stored stays stored when you cancel; the same rows are never taken in twice.</source>
        <translation>Wird übernommen. Gespeichertes bleibt, auch wenn Sie abbrechen; dieselben Zeilen werden nie zweimal übernommen.</translation>
    </message>
    <message>
        <source>Take in %1</source>
        <translation>%1 übernehmen</translation>
    </message>
    <message>
        <source>So far %1 and %2 in the log.</source>
        <translation>Bisher %1 und %2 im Log.</translation>
    </message>
    <message>
        <source>%1, cancelled: %2 and %3 stand in the log.</source>
        <translation>%1, abgebrochen: %2 und %3 stehen im Log.</translation>
    </message>
    <message>
        <source>%1, taken in: %2 and %3.</source>
        <translation>%1, übernommen: %2 und %3.</translation>
    </message>
    <message>
        <source>%1 not imported.</source>
        <translation>%1 nicht übernommen.</translation>
    </message>
    <message>
        <source>Cancelled before the first row was taken in.</source>
        <translation>Abgebrochen, bevor die erste Zeile übernommen war.</translation>
    </message>
    <message>
        <source>Nothing was added; the file was read in %1.</source>
        <translation>Nichts kam hinzu; die Datei wurde in %1 gelesen.</translation>
    </message>
    <message>
        <source>Became %1 and %2 in the log, in %3.</source>
        <translation>Wurde zu %1 und %2 im Log, in %3.</translation>
    </message>
    <message>
        <source>Cancelled after row %1 of the file. What stands up to it is kept; “Take in the rest” goes on from there.</source>
        <translation>Abgebrochen nach Zeile %1 der Datei. Was bis dahin steht, bleibt; „Den Rest übernehmen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>Cancelled after %1 of %2. What stands up to there is kept; “Take in the rest” goes on.</source>
        <translation>Abgebrochen nach %1 von %2. Was bis dahin steht, bleibt; „Den Rest übernehmen“ macht weiter.</translation>
    </message>
    <message>
        <source>All rows of this file were there already; nothing was added.</source>
        <translation>Alle Zeilen dieser Datei waren schon da; nichts kam hinzu.</translation>
    </message>
    <message>
        <source>All rows have been read.</source>
        <translation>Alle Zeilen wurden gelesen.</translation>
    </message>
    <message>
        <source>Not taken in: %1</source>
        <translation>Nicht übernommen: %1</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::Inspector</name>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Qty</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>Lines of the order</source>
        <translation>Positionen des Auftrags</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Under the hood</source>
        <translation>Unter der Haube</translation>
    </message>
    <message>
        <source>↑ ↓ next order · Enter opens · Esc closes</source>
        <translation>↑ ↓ nächster · Enter öffnet · Esc schließt</translation>
    </message>
    <message>
        <source>No order chosen</source>
        <translation>Kein Auftrag gewählt</translation>
    </message>
    <message>
        <source>Close the order</source>
        <translation>Den Auftrag schließen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Held for</source>
        <translation>Gesperrt wegen</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Placed</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Deliver to</source>
        <translation>Liefern an</translation>
    </message>
    <message>
        <source>Facts of the order</source>
        <translation>Angaben zum Auftrag</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Ship</source>
        <translation>Versenden</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Bezahlt</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>Stornieren…</translation>
    </message>
    <message>
        <source>More to do with this order</source>
        <translation>Mehr mit diesem Auftrag tun</translation>
    </message>
    <message>
        <source>Reason for cancelling</source>
        <translation>Grund der Stornierung</translation>
    </message>
    <message>
        <source>Why is it cancelled?</source>
        <translation>Warum wird er storniert?</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>Auftrag stornieren</translation>
    </message>
    <message>
        <source>The order is being fetched.</source>
        <translation>Der Auftrag wird geholt.</translation>
    </message>
    <message>
        <source>Order %1</source>
        <translation>Auftrag %1</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <translation>%1, %2 %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>time unknown</source>
        <translation>Zeit unbekannt</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>%1, time unknown</source>
        <translation>%1, Zeit unbekannt</translation>
    </message>
    <message>
        <source>%1 earlier in the timeline</source>
        <translation>%1 früher in der Zeitleiste</translation>
    </message>
    <message>
        <source>The order was cancelled.</source>
        <translation>Der Auftrag ist storniert.</translation>
    </message>
    <message>
        <source>The order is on hold.</source>
        <translation>Der Auftrag ist gesperrt.</translation>
    </message>
    <message>
        <source>Nothing is left to ship.</source>
        <translation>Es ist nichts mehr zu versenden.</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>Nichts ist offen.</translation>
    </message>
    <message>
        <source>No package is on its way.</source>
        <translation>Kein Paket ist unterwegs.</translation>
    </message>
    <message>
        <source>It has shipped: only a return is possible, which comes later.</source>
        <translation>Er ist versandt: Nur eine Retoure ist möglich, die kommt später.</translation>
    </message>
    <message>
        <source>Ship everything that is left</source>
        <translation>Alles versenden, was noch offen ist</translation>
    </message>
    <message>
        <source>Record payment of what is open</source>
        <translation>Zahlung des Offenen erfassen</translation>
    </message>
    <message>
        <source>Record delivery of the next package</source>
        <translation>Zustellung des nächsten Pakets erfassen</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesandt…</translation>
    </message>
    <message>
        <source>%1: stored in %2</source>
        <translation>%1: gespeichert in %2</translation>
    </message>
    <message>
        <source>Too many at once; nothing stored. Try again in %1.</source>
        <translation>Zu viele auf einmal; nichts gespeichert. Versuchen Sie es in %1 noch einmal.</translation>
    </message>
    <message>
        <source>Not sure yet, checking. Do not enter it again.</source>
        <translation>Noch nicht sicher, wird geprüft. Nicht noch einmal eingeben.</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Order %1, %2: %3</source>
        <translation>Auftrag %1, %2: %3</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::LearnPage</name>
    <message>
        <source>In five screens</source>
        <translation>In fünf Bildern</translation>
    </message>
    <message>
        <source>Part ↔ cloud</source>
        <translation>Teil ↔ Cloud</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Glossar</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::LearnScreens</name>
    <message>
        <source>In five screens</source>
        <translation>In fünf Bildern</translation>
    </message>
    <message>
        <source>1 of %1</source>
        <translation>1 von %1</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Bildschirme</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>what you enter</source>
        <translation>was Sie eingeben</translation>
    </message>
    <message>
        <source>no. 1, 2, 3 …</source>
        <translation>Nr. 1, 2, 3 …</translation>
    </message>
    <message>
        <source>what you see</source>
        <translation>was Sie sehen</translation>
    </message>
    <message>
        <source>Two kinds of work</source>
        <translation>Zweierlei Arbeit</translation>
    </message>
    <message>
        <source>A shop does two kinds of work</source>
        <translation>Ein Shop tut zweierlei Arbeit</translation>
    </message>
    <message>
        <source>Orders are entered, one at a time, and each must be right: enough in stock, a price, a customer who may buy. And everybody looks: at lists, figures, searches, many times for each order.

One set of tables for both has to be good at two opposite things. The more people look, the longer an order waits; the more rules an order must keep, the harder the tables are to look at.

Twinlane gives each kind of work a lane of its own, with a log between them.</source>
        <translation>Aufträge werden eingegeben, einer nach dem anderen, und jeder muss stimmen: genug auf Lager, ein Preis, ein Kunde, der kaufen darf. Und alle schauen: auf Listen, Zahlen, Suchen, viele Male je Auftrag.

Ein Satz Tabellen für beides muss zwei gegensätzliche Dinge gut können. Je mehr Leute schauen, desto länger wartet ein Auftrag; je mehr Regeln ein Auftrag einhalten muss, desto schwerer sind die Tabellen anzusehen.

Twinlane gibt jeder Art von Arbeit eine eigene Spur, mit einem Log dazwischen.</translation>
    </message>
    <message>
        <source>The field calls it command query responsibility segregation, CQRS.</source>
        <translation>Das Fach nennt es Command Query Responsibility Segregation, CQRS.</translation>
    </message>
    <message>
        <source>See both lanes at work</source>
        <translation>Beide Spuren bei der Arbeit sehen</translation>
    </message>
    <message>
        <source>Orders go in</source>
        <translation>Aufträge gehen hinein</translation>
    </message>
    <message>
        <source>The write lane says yes or no</source>
        <translation>Die Schreibspur sagt Ja oder Nein</translation>
    </message>
    <message>
        <source>What you enter is a wish. The write lane looks at what it needs to know, decides, and stores what follows, or stores nothing and says why.

You get a receipt: stored as number so and so, or refused and for what reason. Every entry has an id of its own, so that the same entry sent twice gets the same receipt and is stored once.

Nothing on this lane waits for a list or a chart.</source>
        <translation>Was Sie eingeben, ist ein Wunsch. Die Schreibspur sieht nach, was sie wissen muss, entscheidet und speichert, was daraus folgt, oder speichert nichts und sagt, warum.

Sie bekommen eine Quittung: gespeichert unter der und der Nummer, oder abgelehnt und aus welchem Grund. Jede Eingabe hat ihre eigene Kennung, sodass dieselbe Eingabe, zweimal gesandt, dieselbe Quittung bekommt und einmal gespeichert wird.

Nichts auf dieser Spur wartet auf eine Liste oder ein Diagramm.</translation>
    </message>
    <message>
        <source>The field calls the wish a command, and what decides an aggregate.</source>
        <translation>Das Fach nennt den Wunsch Command (Befehl) und das, was entscheidet, Aggregat.</translation>
    </message>
    <message>
        <source>Enter an order and read its receipt</source>
        <translation>Einen Auftrag eingeben und die Quittung lesen</translation>
    </message>
    <message>
        <source>The log keeps</source>
        <translation>Das Log bewahrt</translation>
    </message>
    <message>
        <source>The log keeps what happened</source>
        <translation>Das Log bewahrt, was geschah</translation>
    </message>
    <message>
        <source>What was decided is written at the end of the log: order placed, payment recorded, package shipped. Each change has the next number. None is ever altered; a mistake is put right by a further change.

The log is the truth. How an order came to be what it is can be read from it, at any time, by anybody who may. A seal over each entry and the one before it shows when somebody has tampered with the file.</source>
        <translation>Was entschieden wurde, wird ans Ende des Logs geschrieben: Auftrag eingegangen, Zahlung erfasst, Paket versandt. Jede Änderung hat die nächste Nummer. Keine wird je verändert; ein Fehler wird durch eine weitere Änderung richtiggestellt.

Das Log ist die Wahrheit. Wie ein Auftrag wurde, was er ist, kann jederzeit jeder darin lesen, der darf. Ein Siegel über jedem Eintrag und dem davor zeigt, wenn jemand die Datei verfälscht hat.</translation>
    </message>
    <message>
        <source>The field calls it an event log or journal, and the changes events.</source>
        <translation>Das Fach nennt es Ereignislog oder Journal und die Änderungen Ereignisse (Events).</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>Das Log lesen</translation>
    </message>
    <message>
        <source>Screens read</source>
        <translation>Bildschirme lesen</translation>
    </message>
    <message>
        <source>The read lane makes a list for each screen</source>
        <translation>Die Lesespur macht für jeden Bildschirm eine Liste</translation>
    </message>
    <message>
        <source>Each list takes the changes from the log in their order, at its own pace, and keeps just what one screen shows. So a screen asks one list and gets its answer at once, however many rules stand behind an order.

A list holds nothing that the log does not. It can be thrown away and made anew, or a new one made beside it, compared and put in its place, while everybody goes on working.</source>
        <translation>Jede Liste holt die Änderungen in ihrer Reihenfolge aus dem Log, in ihrem eigenen Tempo, und behält nur, was ein Bildschirm zeigt. So fragt ein Bildschirm eine Liste und bekommt sofort Antwort, wie viele Regeln auch hinter einem Auftrag stehen.

Eine Liste enthält nichts, was das Log nicht hat. Man kann sie wegwerfen und neu aufbauen, oder eine neue daneben machen, vergleichen und an ihre Stelle setzen, während alle weiterarbeiten.</translation>
    </message>
    <message>
        <source>The field calls what fills a list a projection, and the list a read model.</source>
        <translation>Das Fach nennt, was eine Liste füllt, Projektion und die Liste Lesemodell.</translation>
    </message>
    <message>
        <source>See the lists, make one anew</source>
        <translation>Die Listen sehen, eine neu aufbauen</translation>
    </message>
    <message>
        <source>Late is not lost</source>
        <translation>Spät ist nicht verloren</translation>
    </message>
    <message>
        <source>A list may be late. Nothing is lost.</source>
        <translation>Eine Liste kann spät sein. Verloren ist nichts.</translation>
    </message>
    <message>
        <source>Between stored and in the list lies a moment, mostly less than you can see. When a list is busy or paused it grows, and the list says so: it is true at number so and so, the log stands further on.

Then do not enter the order again: its receipt says that it is stored. Pause a list and watch its changes wait; resume it and watch it catch up.

That a list says it has caught up is no proof that it is right. That is what the check against the log is for.</source>
        <translation>Zwischen gespeichert und in der Liste liegt ein Augenblick, meist kürzer, als man sehen kann. Ist eine Liste beschäftigt oder angehalten, wird er länger, und die Liste sagt es: Ihr Stand ist die und die Nummer, das Log ist weiter.

Geben Sie den Auftrag dann nicht noch einmal ein: Seine Quittung sagt, dass er gespeichert ist. Halten Sie eine Liste an und sehen Sie ihre Änderungen warten; lassen Sie sie weiterlaufen und sehen Sie sie aufholen.

Dass eine Liste sagt, sie habe aufgeholt, beweist nicht, dass sie stimmt. Dafür gibt es den Abgleich mit dem Log.</translation>
    </message>
    <message>
        <source>The field calls it eventual consistency, and the distance lag.</source>
        <translation>Das Fach nennt es Eventual Consistency und den Abstand Lag.</translation>
    </message>
    <message>
        <source>Pause a list and watch</source>
        <translation>Eine Liste anhalten und zusehen</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::LearnTable</name>
    <message>
        <source>Enter on a row opens the part at work</source>
        <translation>Enter auf einer Zeile öffnet den Teil bei der Arbeit</translation>
    </message>
    <message>
        <source>Nothing is like that. Type less.</source>
        <translation>Nichts ist so. Tippen Sie weniger.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::LeversCard</name>
    <message>
        <source>Levers</source>
        <translation>Hebel</translation>
    </message>
    <message>
        <source>practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>Threads that answer screens.</source>
        <translation>Threads, die Bildschirmen antworten.</translation>
    </message>
    <message>
        <source>one reader</source>
        <translation>ein Leser</translation>
    </message>
    <message>
        <source>readers: %1</source>
        <translation>Leser: %1</translation>
    </message>
    <message>
        <source>All levers back to rest</source>
        <translation>Alle Hebel zur Ruhe</translation>
    </message>
    <message>
        <source>Ctrl+Shift+0</source>
        <translation>Strg+Umschalt+0</translation>
    </message>
    <message>
        <source>Pause a view</source>
        <translation>Eine Liste anhalten</translation>
    </message>
    <message>
        <source>Its changes wait in the log; nothing is lost.</source>
        <translation>Ihre Änderungen warten im Log; nichts geht verloren.</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>The same writing, more looking.</source>
        <translation>Gleich viel Schreiben, mehr Schauen.</translation>
    </message>
    <message>
        <source>× %1</source>
        <translation>× %1</translation>
    </message>
    <message>
        <source>Reads times %1</source>
        <translation>Lesen mal %1</translation>
    </message>
    <message>
        <source>reads × %1</source>
        <translation>Lesen × %1</translation>
    </message>
    <message>
        <source>Load and faults are for practice folders only. Watch the demo to try them.</source>
        <translation>Last und Fehler gibt es nur in Übungsordnern. Sehen Sie die Demo an, um sie zu versuchen.</translation>
    </message>
    <message>
        <source>Orders a second</source>
        <translation>Aufträge je Sekunde</translation>
    </message>
    <message>
        <source>Load of this practice shop.</source>
        <translation>Last dieses Übungsshops.</translation>
    </message>
    <message>
        <source>orders: %1 a second</source>
        <translation>Aufträge: %1 je Sekunde</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>%1 weiterlaufen lassen</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::LineGrid</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>Qty</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Off, %</source>
        <translation>Rab., %</translation>
    </message>
    <message>
        <source>Tax, %</source>
        <translation>St., %</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Line %1 product</source>
        <translation>Position %1 Produkt</translation>
    </message>
    <message>
        <source>Line %1 description</source>
        <translation>Position %1 Bezeichnung</translation>
    </message>
    <message>
        <source>Line %1 quantity</source>
        <translation>Position %1 Menge</translation>
    </message>
    <message>
        <source>Line %1 price</source>
        <translation>Position %1 Preis</translation>
    </message>
    <message>
        <source>Line %1 discount in hundredths</source>
        <translation>Position %1 Rabatt in Prozent</translation>
    </message>
    <message>
        <source>Line %1 tax in hundredths</source>
        <translation>Position %1 Steuer in Prozent</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>only %1 left</source>
        <translation>nur noch %1 da</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 da</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>Steuer</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::LiveChart</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 (%3 to %4)</source>
        <translation>%1 %2 (%3 bis %4)</translation>
    </message>
    <message>
        <source>Nothing was measured there</source>
        <translation>Dort wurde nichts gemessen</translation>
    </message>
    <message>
        <source>No values yet</source>
        <translation>Noch keine Werte</translation>
    </message>
    <message>
        <source>There: %1</source>
        <translation>Dort: %1</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>Jetzt: %1</translation>
    </message>
    <message>
        <source>In sight: %1</source>
        <translation>Im Blick: %1</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::LiveCharts</name>
    <message>
        <source>Last %1 s</source>
        <translation>Letzte %1 s</translation>
    </message>
    <message>
        <source>Last %1 min</source>
        <translation>Letzte %1 min</translation>
    </message>
    <message>
        <source>Last %1 h</source>
        <translation>Letzte %1 h</translation>
    </message>
    <message>
        <source>Last 24 h</source>
        <translation>Letzte 24 h</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>je Sekunde</translation>
    </message>
    <message>
        <source>Behind by</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>changes behind</source>
        <translation>Änderungen zurück</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>angewandt</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>paused, %1 behind now</source>
        <translation>angehalten, jetzt %1 zurück</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>what was kept cannot be read: %1</source>
        <translation>was aufgehoben war, ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Live: %1</source>
        <translation>Live: %1</translation>
    </message>
    <message>
        <source>%1 to %2, zone %3</source>
        <translation>%1 bis %2, Zone %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>writing and reading</source>
        <translation>Schreiben und Lesen</translation>
    </message>
    <message>
        <source>how far from the log</source>
        <translation>wie weit vom Log</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::LiveLines</name>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>geöffnet</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::LivePage</name>
    <message>
        <source>Two lanes</source>
        <translation>Zwei Spuren</translation>
    </message>
    <message>
        <source>one dot is one change</source>
        <translation>ein Punkt ist eine Änderung</translation>
    </message>
    <message>
        <source>write lane</source>
        <translation>Schreibspur</translation>
    </message>
    <message>
        <source>read lane</source>
        <translation>Lesespur</translation>
    </message>
    <message>
        <source>Time span of the charts</source>
        <translation>Zeitraum der Diagramme</translation>
    </message>
    <message>
        <source>Pause the screen</source>
        <translation>Bild anhalten</translation>
    </message>
    <message>
        <source>Ctrl+Space. Collecting goes on.</source>
        <translation>Strg+Leertaste. Gesammelt wird weiter.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>To the time shown before (Backspace in a chart, or Esc)</source>
        <translation>Zur zuvor gezeigten Zeit (Rücktaste im Diagramm, oder Esc)</translation>
    </message>
    <message>
        <source>Save what the charts show</source>
        <translation>Speichern, was die Diagramme zeigen</translation>
    </message>
    <message>
        <source>Save what the charts show: PNG, CSV or PDF (Ctrl+E)</source>
        <translation>Speichern, was die Diagramme zeigen: PNG, CSV oder PDF (Strg+E)</translation>
    </message>
    <message>
        <source>How long it takes</source>
        <translation>Wie lange es dauert</translation>
    </message>
    <message>
        <source>last 10 s</source>
        <translation>letzte 10 s</translation>
    </message>
    <message>
        <source>Resume the screen</source>
        <translation>Bild weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Picture (*.png);;Values (*.csv);;Page (*.pdf)</source>
        <translation>Bild (*.png);;Werte (*.csv);;Seite (*.pdf)</translation>
    </message>
    <message>
        <source>saved as %1</source>
        <translation>gespeichert als %1</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>no. %1</source>
        <translation>Nr. %1</translation>
    </message>
    <message>
        <source>%1 reads/s</source>
        <translation>%1 Lesungen/s</translation>
    </message>
    <message>
        <source>last 10 s; %1 % answered from memory since the start (%2)</source>
        <translation>letzte 10 s; seit dem Start %1 % aus dem Speicher beantwortet (%2)</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::LogModel</name>
    <message>
        <source>import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Log no.</source>
        <translation>Log-Nr.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Zu</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Durch</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::LogPage</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Stored together</source>
        <translation>Gemeinsam gespeichert</translation>
    </message>
    <message>
        <source>Log no.</source>
        <translation>Log-Nr.</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Zu</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Choose a change</source>
        <translation>Wählen Sie eine Änderung</translation>
    </message>
    <message>
        <source>Kind of change</source>
        <translation>Art der Änderung</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>Dem Ende folgen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Open the order</source>
        <translation>Den Auftrag öffnen</translation>
    </message>
    <message>
        <source>Only these changes</source>
        <translation>Nur diese Änderungen</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Im Log finden</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>By anybody</source>
        <translation>Von irgendwem</translation>
    </message>
    <message>
        <source>By whom: a name as it stands in the last column, or import</source>
        <translation>Von wem: ein Name, wie er in der letzten Spalte steht, oder import</translation>
    </message>
    <message>
        <source>What the change says</source>
        <translation>Was die Änderung sagt</translation>
    </message>
    <message>
        <source>The command it came from</source>
        <translation>Der Befehl, aus dem sie kam</translation>
    </message>
    <message>
        <source>Nothing was stored yet.</source>
        <translation>Noch wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>No change is like that.</source>
        <translation>Keine Änderung ist so.</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>looked through to no. %1</source>
        <translation>durchgesehen bis Nr. %1</translation>
    </message>
    <message>
        <source>“%1” is no number of the log. Type one up to %2, or order, product or customer with its number.</source>
        <translation>„%1“ ist keine Nummer des Logs. Tippen Sie eine bis %2, oder order, product oder customer mit der Nummer.</translation>
    </message>
    <message>
        <source>%1, log no. %2</source>
        <translation>%1, Log-Nr. %2</translation>
    </message>
    <message>
        <source>Change %1 of %2 %3</source>
        <translation>Änderung %1 von %2 %3</translation>
    </message>
    <message>
        <source>Stored %1, %2 by %3</source>
        <translation>Gespeichert %1, %2 durch %3</translation>
    </message>
    <message>
        <source>an import</source>
        <translation>einen Import</translation>
    </message>
    <message>
        <source>Happened %1, %2</source>
        <translation>Geschehen %1, %2</translation>
    </message>
    <message>
        <source>No source says when it happened</source>
        <translation>Keine Quelle sagt, wann es geschah</translation>
    </message>
    <message>
        <source>%1: no receipt of it is kept, as of facts that an import brought.</source>
        <translation>%1: Davon ist keine Quittung aufgehoben, wie bei Tatsachen, die ein Import brachte.</translation>
    </message>
    <message>
        <source>%1
Given by %2, received %3, stored after %4</source>
        <translation>%1
Gegeben durch %2, erhalten %3, gespeichert nach %4</translation>
    </message>
    <message>
        <source>No., or customer 14646</source>
        <translation>Nr., oder customer 14646</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::MainWindow</name>
    <message>
        <source>The folder was not opened: %1.</source>
        <translation>Der Ordner wurde nicht geöffnet: %1.</translation>
    </message>
    <message>
        <source>%1 — Twinlane</source>
        <translation>%1 — Twinlane</translation>
    </message>
    <message>
        <source>Shop folder, or an empty one for a new shop</source>
        <translation>Shop-Ordner, oder ein leerer für einen neuen Shop</translation>
    </message>
    <message>
        <source>An order is being typed</source>
        <translation>Ein Auftrag wird gerade eingegeben</translation>
    </message>
    <message>
        <source>place it or clear it, then take the file in: the shop is opened anew in the file&apos;s zone</source>
        <translation>legen Sie ihn an oder leeren Sie ihn, dann übernehmen Sie die Datei: Der Shop wird in der Zone der Datei neu geöffnet</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>What is new, in its order</source>
        <translation>Neues, an seinem Platz</translation>
    </message>
    <message>
        <source>Undo what was given last</source>
        <translation>Das zuletzt Gegebene rückgängig machen</translation>
    </message>
    <message>
        <source>Everything that can be done, with its keys</source>
        <translation>Alles, was man tun kann, mit seinen Tasten</translation>
    </message>
    <message>
        <source>Close what lies uppermost</source>
        <translation>Das Oberste schließen</translation>
    </message>
    <message>
        <source>Only on the page Live.</source>
        <translation>Nur auf der Seite Live.</translation>
    </message>
    <message>
        <source>Pause or go on showing what is live</source>
        <translation>Das Live-Bild anhalten oder weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Catalogue: customers</source>
        <translation>Katalog: Kunden</translation>
    </message>
    <message>
        <source>Catalogue: products</source>
        <translation>Katalog: Produkte</translation>
    </message>
    <message>
        <source>Catalogue: revenue</source>
        <translation>Katalog: Umsatz</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation>Import und Export</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Open a shop folder</source>
        <translation>Einen Shop-Ordner öffnen</translation>
    </message>
    <message>
        <source>Take in orders from files</source>
        <translation>Aufträge aus Dateien übernehmen</translation>
    </message>
    <message>
        <source>Learn what the two lanes are</source>
        <translation>Lernen, was die zwei Spuren sind</translation>
    </message>
    <message>
        <source>Next theme: light, dark, high contrast</source>
        <translation>Nächstes Farbschema: hell, dunkel, hoher Kontrast</translation>
    </message>
    <message>
        <source>Close the shop folder</source>
        <translation>Den Shop-Ordner schließen</translation>
    </message>
    <message>
        <source>All levers back to rest</source>
        <translation>Alle Hebel zur Ruhe</translation>
    </message>
    <message>
        <source>Check all lists against the log</source>
        <translation>Alle Listen mit dem Log abgleichen</translation>
    </message>
    <message>
        <source>Filter the list of orders</source>
        <translation>Die Auftragsliste filtern</translation>
    </message>
    <message>
        <source>Open an order first.</source>
        <translation>Öffnen Sie zuerst einen Auftrag.</translation>
    </message>
    <message>
        <source>Open a shop folder first.</source>
        <translation>Öffnen Sie zuerst einen Shop-Ordner.</translation>
    </message>
    <message>
        <source>Work is under way: language, type and rows change with the next choice after it, or with the next start.</source>
        <translation>Es läuft noch Arbeit: Sprache, Schrift und Zeilen ändern sich mit der nächsten Wahl danach oder mit dem nächsten Start.</translation>
    </message>
    <message>
        <source>Settings: theme, language, tables, size of the type, motion</source>
        <translation>Einstellungen: Farbschema, Sprache, Tabellen, Schriftgröße, Bewegung</translation>
    </message>
    <message>
        <source>Larger type</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Smaller type</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Type of the usual size</source>
        <translation>Schrift in üblicher Größe</translation>
    </message>
    <message>
        <source>Play the demo tour: 60 seconds, by itself</source>
        <translation>Die Demo-Tour abspielen: 60 Sekunden, von selbst</translation>
    </message>
    <message>
        <source>Fold or unfold the rail</source>
        <translation>Die Leiste ein- oder ausklappen</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::MappingCard</name>
    <message>
        <source>Mapping</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Mapping profile</source>
        <translation>Zuordnungsprofil</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Propose one</source>
        <translation>Vorschlagen</translation>
    </message>
    <message>
        <source>Column in the file</source>
        <translation>Spalte der Datei</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>Bedeutet</translation>
    </message>
    <message>
        <source>What the file does not say is not invented.</source>
        <translation>Was die Datei nicht sagt, wird nicht erfunden.</translation>
    </message>
    <message>
        <source>Propose one from the file</source>
        <translation>Eines aus der Datei vorschlagen</translation>
    </message>
    <message>
        <source>Another profile…</source>
        <translation>Anderes Profil…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 of these %2 columns are not in the file.</source>
        <translation>%1 dieser %2 Spalten sind nicht in der Datei.</translation>
    </message>
    <message>
        <source>A profile can be proposed once a file is chosen</source>
        <translation>Ein Profil lässt sich vorschlagen, sobald eine Datei gewählt ist</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::MessagesPage</name>
    <message>
        <source>Under way</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>long work goes on while you do something else</source>
        <translation>lange Arbeit läuft weiter, während Sie anderes tun</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>since the folder was opened</source>
        <translation>seit der Ordner geöffnet ist</translation>
    </message>
    <message>
        <source>Work under way</source>
        <translation>Laufende Arbeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Getan</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>Wie es steht</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Nothing of this kind so far.</source>
        <translation>Davon noch nichts.</translation>
    </message>
    <message>
        <source>Nothing to tell so far. What needs you, work that ends and lists that pause would stand here.</source>
        <translation>Noch nichts zu melden. Was Sie braucht, Arbeit, die endet, und Listen, die anhalten, stünden hier.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Being ended…</source>
        <translation>Wird beendet…</translation>
    </message>
    <message>
        <source>What is done so far stays</source>
        <translation>Was bisher getan ist, bleibt</translation>
    </message>
    <message>
        <source>Nothing is under way that could be ended.</source>
        <translation>Nichts läuft, das man beenden könnte.</translation>
    </message>
    <message>
        <source>Nothing is under way.</source>
        <translation>Nichts ist in Arbeit.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::Mine</name>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>My orders</source>
        <translation>Meine Aufträge</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Stored in</source>
        <translation>Gespeichert in</translation>
    </message>
    <message>
        <source>In the list after</source>
        <translation>In der Liste nach</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>My last</source>
        <translation>Meine letzten</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>%1, today %2</source>
        <translation>%1, heute %2</translation>
    </message>
    <message>
        <source>No order is pinned. Choose one of yours and press Pin.</source>
        <translation>Kein Auftrag ist angeheftet. Wählen Sie einen der Ihren und drücken Sie Anheften.</translation>
    </message>
    <message>
        <source>Orders that you enter in this window stand here with their times.</source>
        <translation>Aufträge, die Sie in diesem Fenster eingeben, stehen hier mit ihren Zeiten.</translation>
    </message>
    <message>
        <source>Enter an order</source>
        <translation>Einen Auftrag eingeben</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Choose one of your orders first</source>
        <translation>Wählen Sie zuerst einen Ihrer Aufträge</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::NeedsYou</name>
    <message>
        <source>Late</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>Unpaid but shipped</source>
        <translation>Unbezahlt versandt</translation>
    </message>
    <message>
        <source>Out of stock</source>
        <translation>Nicht vorrätig</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Failed delivery</source>
        <translation>Nicht zugestellt</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>nothing left to sell</source>
        <translation>nichts mehr zu verkaufen</translation>
    </message>
    <message>
        <source>in one list or more</source>
        <translation>in einer oder mehr Listen</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>älteste %1</translation>
    </message>
    <message>
        <source>nothing waits for you</source>
        <translation>nichts wartet auf Sie</translation>
    </message>
    <message>
        <source>things that wait: %1</source>
        <translation>was wartet: %1</translation>
    </message>
    <message>
        <source>what imports brought is history and not counted</source>
        <translation>was Importe brachten, ist Geschichte und zählt nicht</translation>
    </message>
    <message>
        <source>true %1 ago</source>
        <translation>Stand vor %1</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Was due</source>
        <translation>War fällig</translation>
    </message>
    <message>
        <source>Placed</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Late by</source>
        <translation>Verspätet um</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>Vorhanden</translation>
    </message>
    <message>
        <source>Kept for orders</source>
        <translation>Reserviert</translation>
    </message>
    <message>
        <source>Free to sell</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>die ersten %1 von %2</translation>
    </message>
    <message>
        <source>Enter opens one</source>
        <translation>Enter öffnet</translation>
    </message>
    <message>
        <source>No order is late.</source>
        <translation>Kein Auftrag ist verspätet.</translation>
    </message>
    <message>
        <source>Nothing left that was not paid.</source>
        <translation>Nichts ging unbezahlt hinaus.</translation>
    </message>
    <message>
        <source>Every product whose stock is counted has some left.</source>
        <translation>Von jedem gezählten Produkt ist noch etwas da.</translation>
    </message>
    <message>
        <source>No order is on hold.</source>
        <translation>Kein Auftrag ist gesperrt.</translation>
    </message>
    <message>
        <source>No delivery failed.</source>
        <translation>Jede Zustellung gelang.</translation>
    </message>
    <message>
        <source>Nothing is set aside: every change is in the lists.</source>
        <translation>Nichts ist zurückgestellt: Jede Änderung ist in den Listen.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::OrderEntry</name>
    <message>
        <source>Placed before this one</source>
        <translation>Früher eingegangen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Stored in</source>
        <translation>Gespeichert in</translation>
    </message>
    <message>
        <source>In the list after</source>
        <translation>In der Liste nach</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>Close order entry</source>
        <translation>Auftragseingabe schließen</translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation>Esc schließt</translation>
    </message>
    <message>
        <source>Customer id; empty for a guest</source>
        <translation>Kundennummer; leer für einen Gast</translation>
    </message>
    <message>
        <source>Street, town, post code</source>
        <translation>Straße, Ort, Postleitzahl</translation>
    </message>
    <message>
        <source>&amp;Customer</source>
        <translation>&amp;Kunde</translation>
    </message>
    <message>
        <source>Deliver &amp;to</source>
        <translation>&amp;Liefern an</translation>
    </message>
    <message>
        <source>N&amp;ote</source>
        <translation>N&amp;otiz</translation>
    </message>
    <message>
        <source>Countr&amp;y</source>
        <translation>L&amp;and</translation>
    </message>
    <message>
        <source>Carria&amp;ge</source>
        <translation>&amp;Fracht</translation>
    </message>
    <message>
        <source>C&amp;urrency</source>
        <translation>&amp;Währung</translation>
    </message>
    <message>
        <source>Lines of the order</source>
        <translation>Positionen des Auftrags</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>next line</source>
        <translation>nächste Zeile</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Enter</translation>
    </message>
    <message>
        <source>place</source>
        <translation>anlegen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Enter</source>
        <translation>Strg+Umschalt+Enter</translation>
    </message>
    <message>
        <source>place and new</source>
        <translation>anlegen, neu</translation>
    </message>
    <message>
        <source>Open order</source>
        <translation>Auftrag öffnen</translation>
    </message>
    <message>
        <source>Place order</source>
        <translation>Auftrag anlegen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Forget what was typed</source>
        <translation>Vergessen, was eingetippt ist</translation>
    </message>
    <message>
        <source>as you left it</source>
        <translation>wie Sie es verließen</translation>
    </message>
    <message>
        <source>a new customer</source>
        <translation>ein neuer Kunde</translation>
    </message>
    <message>
        <source>%1 · %2, last %3</source>
        <translation>%1 · %2, zuletzt %3</translation>
    </message>
    <message>
        <source>Order %1, placed %2 ago, has the same customer and the same goods.</source>
        <translation>Auftrag %1, vor %2 angelegt, hat denselben Kunden und dieselbe Ware.</translation>
    </message>
    <message>
        <source>No order like this one in the last 24 h.</source>
        <translation>Kein solcher Auftrag in den letzten 24 h.</translation>
    </message>
    <message>
        <source>Total, %1</source>
        <translation>Gesamt, %1</translation>
    </message>
    <message>
        <source>goods %1</source>
        <translation>Ware %1</translation>
    </message>
    <message>
        <source>carriage %1</source>
        <translation>Fracht %1</translation>
    </message>
    <message>
        <source>tax in it %1</source>
        <translation>darin Steuer %1</translation>
    </message>
    <message>
        <source>plus lines at their list price</source>
        <translation>dazu Positionen zum Listenpreis</translation>
    </message>
    <message>
        <source>Not placed yet: Ctrl+Enter once more places it. %1</source>
        <translation>Noch nicht angelegt: Noch einmal Strg+Enter legt ihn an. %1</translation>
    </message>
    <message>
        <source>Carriage: %1</source>
        <translation>Fracht: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Already received; same answer as before</source>
        <translation>Schon erhalten; dieselbe Antwort wie zuvor</translation>
    </message>
    <message>
        <source>Too many at once; nothing stored; trying again in %1</source>
        <translation>Zu viele auf einmal; nichts gespeichert; neuer Versuch in %1</translation>
    </message>
    <message>
        <source>Not sure yet, checking. Do not enter it again.</source>
        <translation>Noch nicht sicher, wird geprüft. Nicht noch einmal eingeben.</translation>
    </message>
    <message>
        <source>log no. %1</source>
        <translation>Log-Nr. %1</translation>
    </message>
    <message>
        <source>Order %1</source>
        <translation>Auftrag %1</translation>
    </message>
    <message>
        <source>placed %1 by %2</source>
        <translation>angelegt %1 durch %2</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>For those who pack it</source>
        <translation>Für die, die packen</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::OrderTableModel</name>
    <message>
        <source>Guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Posten</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Placed</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Total, %1</source>
        <translation>Gesamt, %1</translation>
    </message>
    <message>
        <source>%1, as far as the list could take in what was said of it: changes since log no. %2 are set aside, see Views.</source>
        <translation>%1, soweit die Liste aufnehmen konnte, was davon gesagt wurde: Änderungen seit Log-Nr. %2 sind zurückgestellt, siehe Listen.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::OrdersPage</name>
    <message>
        <source>New order</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation>Strg+N</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::Palette</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>Warum nicht</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>What can be done and what was found</source>
        <translation>Was man tun kann und was gefunden wurde</translation>
    </message>
    <message>
        <source>Up and Down choose · Enter does it · Esc closes</source>
        <translation>Auf und Ab wählen · Enter tut es · Esc schließt</translation>
    </message>
    <message>
        <source>Order %1</source>
        <translation>Auftrag %1</translation>
    </message>
    <message>
        <source>Customer %1</source>
        <translation>Kunde %1</translation>
    </message>
    <message>
        <source>Product %1</source>
        <translation>Produkt %1</translation>
    </message>
    <message>
        <source>Show all orders that match “%1”</source>
        <translation>Alle Aufträge zeigen, die zu „%1“ passen</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::PlotView</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::PreviewCard</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>the first rows</source>
        <translation>die ersten Zeilen</translation>
    </message>
    <message>
        <source>As taken in</source>
        <translation>Wie übernommen</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Wie in der Datei</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>First rows as taken in</source>
        <translation>Erste Zeilen, wie sie übernommen werden</translation>
    </message>
    <message>
        <source>First orders as taken in</source>
        <translation>Erste Aufträge, wie sie übernommen werden</translation>
    </message>
    <message>
        <source>Preview of the file</source>
        <translation>Vorschau der Datei</translation>
    </message>
    <message>
        <source>Choose or drop files or a folder: tables (CSV) or an event log, packed as .gz or not. Nothing is stored before you press “Take in”.</source>
        <translation>Wählen Sie Dateien oder einen Ordner, oder lassen Sie sie hier fallen: Tabellen (CSV) oder ein Ereignislog, auch als .gz. Nichts wird gespeichert, bevor Sie „Übernehmen“ drücken.</translation>
    </message>
    <message>
        <source>the first orders</source>
        <translation>die ersten Aufträge</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ProductBrowser</name>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Find by name or code</source>
        <translation>Nach Name oder Code finden</translation>
    </message>
    <message>
        <source>No product is listed and no order names one.</source>
        <translation>Kein Produkt ist angelegt, und kein Auftrag nennt eines.</translation>
    </message>
    <message>
        <source>No product matches “%1”.</source>
        <translation>Kein Produkt passt zu „%1“.</translation>
    </message>
    <message>
        <source>List product</source>
        <translation>Produkt anlegen</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>Vorhanden</translation>
    </message>
    <message>
        <source>Free to sell</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>Receive stock</source>
        <translation>Ware annehmen</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Zählen</translation>
    </message>
    <message>
        <source>Change price</source>
        <translation>Preis ändern</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>nicht gezählt</translation>
    </message>
    <message>
        <source>Kept for orders</source>
        <translation>Reserviert</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Retouren</translation>
    </message>
    <message>
        <source>In orders</source>
        <translation>In Aufträgen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>as EUR</source>
        <translation>etwa EUR</translation>
    </message>
    <message>
        <source>Receive stock of %1</source>
        <translation>Ware annehmen: %1</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Pieces that came in</source>
        <translation>Stück, die kamen</translation>
    </message>
    <message>
        <source>Count %1: %2 should be there</source>
        <translation>%1 zählen: %2 sollten da sein</translation>
    </message>
    <message>
        <source>Record the count</source>
        <translation>Zählung erfassen</translation>
    </message>
    <message>
        <source>Pieces counted</source>
        <translation>Gezählte Stück</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>gezählt</translation>
    </message>
    <message>
        <source>as many as should be there: nothing to record</source>
        <translation>so viele, wie da sein sollten: nichts zu erfassen</translation>
    </message>
    <message>
        <source>Change the price of %1</source>
        <translation>Den Preis von %1 ändern</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>New price</source>
        <translation>Neuer Preis</translation>
    </message>
    <message>
        <source>as it is listed</source>
        <translation>wie er angelegt ist</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ProfileEditor</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Left to decide</source>
        <translation>Noch zu entscheiden</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>Zu entscheiden</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern als…</translation>
    </message>
    <message>
        <source>Back to the account</source>
        <translation>Zurück zur Abrechnung</translation>
    </message>
    <message>
        <source>Text of the profile</source>
        <translation>Text des Profils</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 to decide</source>
        <translation>%1 zu entscheiden</translation>
    </message>
    <message>
        <source>Nothing is left to decide</source>
        <translation>Nichts ist mehr zu entscheiden</translation>
    </message>
    <message>
        <source>%1 guessed, look at them</source>
        <translation>%1 geraten, sehen Sie sie an</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ProofCard</name>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>True at log no.</source>
        <translation>Stand: Log-Nr.</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Root of the rows</source>
        <translation>Wurzel der Zeilen</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Save certificate…</source>
        <translation>Zertifikat speichern…</translation>
    </message>
    <message>
        <source>Certificate: %1</source>
        <translation>Zertifikat: %1</translation>
    </message>
    <message>
        <source>%1, version %2, copy %3</source>
        <translation>%1, Version %2, Kopie %3</translation>
    </message>
    <message>
        <source>It is being held against the log.</source>
        <translation>Sie wird gerade mit dem Log abgeglichen.</translation>
    </message>
    <message>
        <source>Not checked since the folder was opened. Lists are checked one after the other, beside the work.</source>
        <translation>Nicht geprüft, seit der Ordner geöffnet ist. Listen werden nacheinander geprüft, neben der Arbeit.</translation>
    </message>
    <message>
        <source>The list equals the log, row for row.</source>
        <translation>Die Liste ist gleich dem Log, Zeile für Zeile.</translation>
    </message>
    <message>
        <source>The list differs from the log: %1. Make it anew.</source>
        <translation>Die Liste weicht vom Log ab: %1. Bauen Sie sie neu auf.</translation>
    </message>
    <message>
        <source>Save certificate</source>
        <translation>Zertifikat speichern</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::QueryField</name>
    <message>
        <source>What can stand here</source>
        <translation>Was hier stehen kann</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::Rail</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Ctrl+1</source>
        <translation>Strg+1</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Ctrl+2</source>
        <translation>Strg+2</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Ctrl+3</source>
        <translation>Strg+3</translation>
    </message>
    <message>
        <source>Engine room</source>
        <translation>Maschinenraum</translation>
    </message>
    <message>
        <source>Ctrl+4</source>
        <translation>Strg+4</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation>Import und Export</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Ctrl+5</source>
        <translation>Strg+5</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Strg+,</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ReceiptBox</name>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>Sent, waiting for the answer</source>
        <translation>Gesandt, wartet auf die Antwort</translation>
    </message>
    <message>
        <source>Stored in %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>Safe from the second mark on, even if the power fails.</source>
        <translation>Vom zweiten Zeichen an sicher, auch wenn der Strom ausfällt.</translation>
    </message>
    <message>
        <source>Stored in %1 · in the list after %2</source>
        <translation>Gespeichert in %1 · in der Liste nach %2</translation>
    </message>
    <message>
        <source>Stored. The list shows it when it gets there.</source>
        <translation>Gespeichert. Die Liste zeigt es, sobald sie so weit ist.</translation>
    </message>
    <message>
        <source>The order is safe. Do not enter it again.</source>
        <translation>Der Auftrag ist sicher. Nicht noch einmal eingeben.</translation>
    </message>
    <message>
        <source>The entry stays as it is.</source>
        <translation>Die Eingabe bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>What you typed is kept.</source>
        <translation>Was Sie tippten, bleibt.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesandt</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>In the list</source>
        <translation>In der Liste</translation>
    </message>
    <message>
        <source>0 ms</source>
        <translation>0 ms</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::RelatedLine</name>
    <message>
        <source>Related</source>
        <translation>Verwandt</translation>
    </message>
    <message>
        <source>customer %1</source>
        <translation>Kunde %1</translation>
    </message>
    <message>
        <source>What this customer ordered</source>
        <translation>Was dieser Kunde bestellte</translation>
    </message>
    <message>
        <source>product %1</source>
        <translation>Produkt %1</translation>
    </message>
    <message>
        <source>What was sold and what is left of it</source>
        <translation>Was verkauft ist und was davon bleibt</translation>
    </message>
    <message>
        <source>log no. %1</source>
        <translation>Log-Nr. %1</translation>
    </message>
    <message>
        <source>%1, by the same command</source>
        <translation>%1, durch denselben Befehl</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::RevenueChart</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Revenue beside the period before</source>
        <translation>Umsatz neben dem Zeitraum davor</translation>
    </message>
    <message>
        <source>Whole year</source>
        <translation>Ganzes Jahr</translation>
    </message>
    <message>
        <source>The year of the chosen month by months, instead of the month by days</source>
        <translation>Das Jahr des gewählten Monats nach Monaten statt des Monats nach Tagen</translation>
    </message>
    <message>
        <source>%1 beside %2</source>
        <translation>%1 neben %2</translation>
    </message>
    <message>
        <source>net</source>
        <translation>netto</translation>
    </message>
    <message>
        <source>net until month %1</source>
        <translation>netto bis Monat %1</translation>
    </message>
    <message>
        <source>net until day %1</source>
        <translation>netto bis Tag %1</translation>
    </message>
    <message>
        <source>%1: %2 against %3, %4</source>
        <translation>%1: %2 gegen %3, %4</translation>
    </message>
    <message>
        <source>the first month is not over yet</source>
        <translation>der erste Monat ist noch nicht vorbei</translation>
    </message>
    <message>
        <source>the first day is not over yet</source>
        <translation>der erste Tag ist noch nicht vorbei</translation>
    </message>
    <message>
        <source>%1, adding up over the months · dashed: the year before</source>
        <translation>%1, über die Monate aufsummiert · gestrichelt: das Jahr davor</translation>
    </message>
    <message>
        <source>%1, adding up over the days · dashed: the month before</source>
        <translation>%1, über die Tage aufsummiert · gestrichelt: der Monat davor</translation>
    </message>
    <message>
        <source>month %1</source>
        <translation>Monat %1</translation>
    </message>
    <message>
        <source>day %1</source>
        <translation>Tag %1</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::RevenuePart</name>
    <message>
        <source>Months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Last days with orders</source>
        <translation>Letzte Tage mit Aufträgen</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Countries</source>
        <translation>Länder</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>that orders went to, as their source writes it</source>
        <translation>in die Aufträge gingen, wie ihre Quelle sie schreibt</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Retouren</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht gesagt</translation>
    </message>
    <message>
        <source>in the shop&apos;s zone, %1</source>
        <translation>in der Zone des Shops, %1</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>each choice holds at once and is kept</source>
        <translation>jede Wahl gilt sofort und bleibt</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Dicht</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>How high the rows of a table are.</source>
        <translation>Wie hoch die Zeilen einer Tabelle sind.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Size of the type</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Ctrl+= larger, Ctrl+− smaller, Ctrl+0 as it was. What does not fit any more can be scrolled to.</source>
        <translation>Strg+= größer, Strg+− kleiner, Strg+0 wie vorher. Was nicht mehr hineinpasst, lässt sich heranrollen.</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Dots move, changes flash</source>
        <translation>Punkte wandern, Änderungen leuchten auf</translation>
    </message>
    <message>
        <source>Nothing moves</source>
        <translation>Nichts bewegt sich</translation>
    </message>
    <message>
        <source>Values and charts go on in either case.</source>
        <translation>Werte und Diagramme laufen in jedem Fall weiter.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>As the desktop has it</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Ctrl+Shift+T takes the next one.</source>
        <translation>Strg+Umschalt+T nimmt das nächste.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The last two are for looking at: longer texts, and a window from right to left.</source>
        <translation>Die letzten beiden sind zum Ansehen: längere Texte und ein Fenster von rechts nach links.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ShareBar</name>
    <message>
        <source>%1, %2 there already, %3 not imported, %4 left out by rule</source>
        <translation>%1, %2 schon da, %3 nicht übernommen, %4 nach Regel ausgelassen</translation>
    </message>
    <message>
        <source>%1 %2, %3 %</source>
        <translation>%1 %2, %3 %</translation>
    </message>
    <message>
        <source>All %1 were there already, nothing was added</source>
        <translation>Alle %1 waren schon da, nichts kam hinzu</translation>
    </message>
    <message>
        <source>taken in</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>there already</source>
        <translation>schon da</translation>
    </message>
    <message>
        <source>not imported</source>
        <translation>nicht übernommen</translation>
    </message>
    <message>
        <source>left out by rule</source>
        <translation>nach Regel ausgelassen</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ShopFrame</name>
    <message>
        <source>Stored to log no. %1</source>
        <translation>Gespeichert bis Log-Nr. %1</translation>
    </message>
    <message>
        <source>behind by %1</source>
        <translation>zurück um %1</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>%1 needs help</source>
        <translation>%1 braucht Hilfe</translation>
    </message>
    <message>
        <source>%1 paused</source>
        <translation>%1 angehalten</translation>
    </message>
    <message>
        <source>%1 behind · %2</source>
        <translation>%1 zurück · %2</translation>
    </message>
    <message>
        <source>Current · %1</source>
        <translation>Aktuell · %1</translation>
    </message>
    <message>
        <source>Screen paused</source>
        <translation>Bild angehalten</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>%1: %2 %</source>
        <translation>%1: %2 %</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> und %1 weitere</translation>
    </message>
    <message>
        <source>Practice folder, seed %1</source>
        <translation>Übungsordner, Startwert %1</translation>
    </message>
    <message>
        <source>Shop folder: %1</source>
        <translation>Shop-Ordner: %1</translation>
    </message>
    <message>
        <source>CPU %1 %</source>
        <translation>CPU %1 %</translation>
    </message>
    <message>
        <source>Window answers in %1 ms (slowest 1 in 100)</source>
        <translation>Fenster antwortet in %1 ms (langsamste 1 von 100)</translation>
    </message>
    <message>
        <source>Store %1</source>
        <translation>Speicher %1</translation>
    </message>
    <message>
        <source>Lists true at log no. %1 · %2 ago</source>
        <translation>Listen: Stand Log-Nr. %1 · vor %2</translation>
    </message>
    <message>
        <source>%1 · practice</source>
        <translation>%1 · Übung</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::StateStrip</name>
    <message>
        <source>State: %1, %2</source>
        <translation>Zustand: %1, %2</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Placed</source>
        <translation>Eingegangen</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Bezahlt</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>Versandt</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::StepChart</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::StepStrip</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
    <message>
        <source>All %1 steps are done</source>
        <translation>Alle %1 Schritte sind getan</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::TimelineView</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Timeline of the order</source>
        <translation>Zeitleiste des Auftrags</translation>
    </message>
    <message>
        <source>import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>%1 later</source>
        <translation>%1 später</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>time unknown, between %1 and %2</source>
        <translation>Zeit unbekannt, zwischen %1 und %2</translation>
    </message>
    <message>
        <source>time unknown, after %1</source>
        <translation>Zeit unbekannt, nach %1</translation>
    </message>
    <message>
        <source>time unknown, before %1</source>
        <translation>Zeit unbekannt, vor %1</translation>
    </message>
    <message>
        <source>time unknown</source>
        <translation>Zeit unbekannt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::Toasts</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::TodayPage</name>
    <message>
        <source>Orders by status</source>
        <translation>Aufträge nach Status</translation>
    </message>
    <message>
        <source>Enter opens the list</source>
        <translation>Enter öffnet die Liste</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Of all</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 · Enter opens it</source>
        <translation>%1 · Enter öffnet</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::TopBar</name>
    <message>
        <source>Search or give a command</source>
        <translation>Suchen oder Befehl geben</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Strg+K</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::Tour</name>
    <message>
        <source>Two lanes</source>
        <translation>Zwei Spuren</translation>
    </message>
    <message>
        <source>Orders go in on the left. Screens read on the right. A log between them.</source>
        <translation>Aufträge gehen links hinein. Bildschirme lesen rechts. Ein Log dazwischen.</translation>
    </message>
    <message>
        <source>An order</source>
        <translation>Ein Auftrag</translation>
    </message>
    <message>
        <source>An order is typed and sent.</source>
        <translation>Ein Auftrag wird eingetippt und gesandt.</translation>
    </message>
    <message>
        <source>A list falls behind</source>
        <translation>Eine Liste gerät in Rückstand</translation>
    </message>
    <message>
        <source>The order list is paused. Its changes wait in the log.</source>
        <translation>Die Auftragsliste ist angehalten. Ihre Änderungen warten im Log.</translation>
    </message>
    <message>
        <source>It catches up</source>
        <translation>Sie holt auf</translation>
    </message>
    <message>
        <source>The order list goes on.</source>
        <translation>Die Auftragsliste läuft weiter.</translation>
    </message>
    <message>
        <source>More reading</source>
        <translation>Mehr Lesen</translation>
    </message>
    <message>
        <source>Screens read twenty times as much, by four readers in place of one.</source>
        <translation>Bildschirme lesen zwanzigmal so viel, durch vier Leser statt eines.</translation>
    </message>
    <message>
        <source>Pulling the plug</source>
        <translation>Stecker ziehen</translation>
    </message>
    <message>
        <source>Another program takes orders into a folder of its own and is killed in the middle of it.</source>
        <translation>Ein anderes Programm nimmt Aufträge in einen eigenen Ordner auf und wird mittendrin abgewürgt.</translation>
    </message>
    <message>
        <source>A damaged copy</source>
        <translation>Eine beschädigte Kopie</translation>
    </message>
    <message>
        <source>One byte of that shop&apos;s order list is changed behind its back.</source>
        <translation>Ein Byte der Auftragsliste jenes Shops wird hinter ihrem Rücken geändert.</translation>
    </message>
    <message>
        <source>Your turn</source>
        <translation>Sie sind dran</translation>
    </message>
    <message>
        <source>Everything you saw you can do yourself.</source>
        <translation>Alles, was Sie sahen, können Sie selbst tun.</translation>
    </message>
    <message>
        <source>it took more than %1</source>
        <translation>es dauerte länger als %1</translation>
    </message>
    <message>
        <source>demo tour</source>
        <translation>Demo-Tour</translation>
    </message>
    <message>
        <source>This did not work: %1.</source>
        <translation>Das gelang nicht: %1.</translation>
    </message>
    <message>
        <source>Orders go in on the left. Screens read on the right. A log between them: %1 a second.</source>
        <translation>Aufträge gehen links hinein. Bildschirme lesen rechts. Ein Log dazwischen: %1 je Sekunde.</translation>
    </message>
    <message>
        <source>Stored in %1. In the list %2 later.</source>
        <translation>Gespeichert in %1. In der Liste %2 später.</translation>
    </message>
    <message>
        <source>The list is behind. The order is safe: stored in %1. Do not enter it twice.</source>
        <translation>Die Liste ist im Rückstand. Der Auftrag ist sicher: gespeichert in %1. Nicht noch einmal eingeben.</translation>
    </message>
    <message>
        <source>%1 caught up in %2.</source>
        <translation>%1 aufgeholt in %2.</translation>
    </message>
    <message>
        <source>nothing was read or written</source>
        <translation>nichts wurde gelesen oder geschrieben</translation>
    </message>
    <message>
        <source>%1 × the reading: %2 a second. Writing an order: %3 → %4.</source>
        <translation>%1 × so viel Lesen: %2 je Sekunde. Einen Auftrag schreiben: %3 → %4.</translation>
    </message>
    <message>
        <source>%1 confirmed, %2 found</source>
        <translation>%1 bestätigt, %2 gefunden</translation>
    </message>
    <message>
        <source>Killed. %1 confirmed, %2 found.</source>
        <translation>Abgewürgt. %1 bestätigt, %2 gefunden.</translation>
    </message>
    <message>
        <source>the list differs from its events still</source>
        <translation>die Liste weicht noch immer von ihren Ereignissen ab</translation>
    </message>
    <message>
        <source>Order %1 said “%2”. The check found it: log no. %3 made it “%4”. The list was made anew and equals the log.</source>
        <translation>Auftrag %1 sagte „%2“. Der Abgleich fand es: Log-Nr. %3 machte ihn zu „%4“. Die Liste wurde neu aufgebaut und ist gleich dem Log.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::TourBar</name>
    <message>
        <source>Take over</source>
        <translation>Selbst weitermachen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Place your own order</source>
        <translation>Eigenen Auftrag anlegen</translation>
    </message>
    <message>
        <source>Take in your orders</source>
        <translation>Eigene Aufträge übernehmen</translation>
    </message>
    <message>
        <source>Learn what you saw</source>
        <translation>Lernen, was Sie sahen</translation>
    </message>
    <message>
        <source>Demo tour, %1 of %2 · %3</source>
        <translation>Demo-Tour, %1 von %2 · %3</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Go on with the tour</source>
        <translation>Mit der Tour weitermachen</translation>
    </message>
    <message>
        <source>Hold the tour</source>
        <translation>Die Tour anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::TwoLanes</name>
    <message>
        <source>Two lanes: orders are written on the left, lists are read on the right, a log between them</source>
        <translation>Zwei Spuren: Aufträge werden links geschrieben, Listen rechts gelesen, ein Log dazwischen</translation>
    </message>
    <message>
        <source>Lists: %1</source>
        <translation>Listen: %1</translation>
    </message>
    <message>
        <source>one dot is one change</source>
        <translation>ein Punkt ist eine Änderung</translation>
    </message>
    <message>
        <source>one dot is %1</source>
        <translation>ein Punkt ist %1</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Bildschirme</translation>
    </message>
    <message>
        <source>Order entry</source>
        <translation>Auftragseingabe</translation>
    </message>
    <message>
        <source>Decide, store</source>
        <translation>Entscheiden</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::TypeAhead</name>
    <message>
        <source>Found for what was typed</source>
        <translation>Zum Getippten gefunden</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::Undo</name>
    <message>
        <source>the guest</source>
        <translation>den Gast</translation>
    </message>
    <message>
        <source>Refund %1 to %2?</source>
        <translation>%1 an %2 erstatten?</translation>
    </message>
    <message>
        <source>Record %1 from %2 as paid again?</source>
        <translation>%1 von %2 wieder als bezahlt erfassen?</translation>
    </message>
    <message>
        <source>Cancel order %1 of %2? A cancelled order stays cancelled.</source>
        <translation>Auftrag %1 von %2 stornieren? Ein stornierter Auftrag bleibt storniert.</translation>
    </message>
    <message>
        <source>Take the goods of order %1 as returned? They are on their way to %2.</source>
        <translation>Die Ware von Auftrag %1 als retourniert nehmen? Sie ist unterwegs zu %2.</translation>
    </message>
    <message>
        <source>Record the package of order %1 as delivered?</source>
        <translation>Das Paket von Auftrag %1 als zugestellt erfassen?</translation>
    </message>
    <message>
        <source>%1 has changed it since (%2): look at it first.</source>
        <translation>%1 hat es seither geändert (%2): Sehen Sie es zuerst an.</translation>
    </message>
    <message>
        <source>order %1</source>
        <translation>Auftrag %1</translation>
    </message>
    <message>
        <source>product %1</source>
        <translation>Produkt %1</translation>
    </message>
    <message>
        <source>customer %1</source>
        <translation>Kunde %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Not undone: %1. %2</source>
        <translation>Nicht rückgängig gemacht: %1. %2</translation>
    </message>
    <message>
        <source>Nothing was given in this window that could be undone.</source>
        <translation>In diesem Fenster wurde nichts gegeben, das man rückgängig machen könnte.</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
    <message>
        <source>Undone: %1. “%2” is log no. %3.</source>
        <translation>Rückgängig gemacht: %1. „%2“ ist Log-Nr. %3.</translation>
    </message>
    <message>
        <source>Somebody has changed it meanwhile: look at it first.</source>
        <translation>Jemand hat es inzwischen geändert: Sehen Sie es zuerst an.</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::UndoBar</name>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ValueLine</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::ViewsPage</name>
    <message>
        <source>Views</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>each follows the log at its own pace</source>
        <translation>jede folgt dem Log in ihrem eigenen Tempo</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Check all against the log</source>
        <translation>Alle mit dem Log abgleichen</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparatur</translation>
    </message>
    <message>
        <source>At a change it cannot read: set its order aside</source>
        <translation>Bei unlesbarer Änderung: den Auftrag zurückstellen</translation>
    </message>
    <message>
        <source>At a change it cannot read: pause the list</source>
        <translation>Bei unlesbarer Änderung: die Liste anhalten</translation>
    </message>
    <message>
        <source>A paused view waits: its changes stay in the log and nothing is lost.</source>
        <translation>Eine angehaltene Liste wartet: Ihre Änderungen bleiben im Log, nichts geht verloren.</translation>
    </message>
    <message>
        <source>lists made from the log: %1 · the log ends at no. %2</source>
        <translation>aus dem Log gemachte Listen: %1 · das Log endet bei Nr. %2</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>%1 weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>Make %1 anew from the log</source>
        <translation>%1 neu aus dem Log aufbauen</translation>
    </message>
    <message>
        <source>Show the copy of %1 before this one</source>
        <translation>Die Kopie von %1 vor dieser zeigen</translation>
    </message>
    <message>
        <source>paused on the page Views</source>
        <translation>auf der Seite Listen angehalten</translation>
    </message>
</context>
<context>
    <name>twinlane::ui::WhyLine</name>
    <message>
        <source>Why this number?</source>
        <translation>Warum diese Zahl?</translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation>Das Log wird gelesen…</translation>
    </message>
    <message>
        <source>Made by %1, the last of them log no. %2.</source>
        <translation>Gemacht durch %1, zuletzt Log-Nr. %2.</translation>
    </message>
    <message>
        <source>Made by log no. %1.</source>
        <translation>Gemacht durch Log-Nr. %1.</translation>
    </message>
    <message>
        <source>As of log no. %1 the list says what they say.</source>
        <translation>Bei Log-Nr. %1 sagt die Liste dasselbe wie sie.</translation>
    </message>
    <message>
        <source>As of log no. %1 the list says something else than they do: check it against the log.</source>
        <translation>Bei Log-Nr. %1 sagt die Liste etwas anderes als sie: Gleichen Sie sie mit dem Log ab.</translation>
    </message>
    <message>
        <source>The list was not checked yet.</source>
        <translation>Die Liste wurde noch nicht geprüft.</translation>
    </message>
    <message>
        <source>Its last check, as of log no. %1, found it equal.</source>
        <translation>Ihre letzte Prüfung, bei Log-Nr. %1, fand sie gleich.</translation>
    </message>
    <message>
        <source>Its last check, as of log no. %1, found a difference.</source>
        <translation>Ihre letzte Prüfung, bei Log-Nr. %1, fand einen Unterschied.</translation>
    </message>
    <message>
        <source>Some changes are set aside and not in it.</source>
        <translation>Einige Änderungen sind zurückgestellt und nicht darin.</translation>
    </message>
</context>
</TS>
