#include "transfer/preview/reason_text.h"

#include <QCoreApplication>

namespace twinlane::ui {

namespace {

// As transfer/row_reason.cpp has them; LanguageTest sees that none is missing.
[[maybe_unused]] constexpr const char* reasonTexts[] = {
    QT_TRANSLATE_NOOP("RowReasons", "no value"),
    QT_TRANSLATE_NOOP("RowReasons", "the value in the row; or missing in the profile, where it takes the row's text for none"),
    QT_TRANSLATE_NOOP("RowReasons", "too long, or control characters"),
    QT_TRANSLATE_NOOP("RowReasons", "a shorter text of visible characters"),
    QT_TRANSLATE_NOOP("RowReasons", "cannot be read, or is out of bounds"),
    QT_TRANSLATE_NOOP("RowReasons", "an order or return, a customer or product of this number came from elsewhere"),
    QT_TRANSLATE_NOOP("RowReasons", "nothing when it is the same one; else a number of its own"),
    QT_TRANSLATE_NOOP("RowReasons", "the id is there already in this source"),
    QT_TRANSLATE_NOOP("RowReasons", "an id of its own"),
    QT_TRANSLATE_NOOP("RowReasons", "a type or value that the profile does not name"),
    QT_TRANSLATE_NOOP("RowReasons", "events or states in the profile"),
    QT_TRANSLATE_NOOP("RowReasons", "a plain number, or decimal_sign in the profile"),
    QT_TRANSLATE_NOOP("RowReasons", "more or fewer fields than the header"),
    QT_TRANSLATE_NOOP("RowReasons", "the separator or the quotes in the row"),
    QT_TRANSLATE_NOOP("RowReasons", "text after a closing quote"),
    QT_TRANSLATE_NOOP("RowReasons", "doubled quotes within the text"),
    QT_TRANSLATE_NOOP("RowReasons", "more than 1 MiB"),
    QT_TRANSLATE_NOOP("RowReasons", "a shorter text, or the quote that was not closed before it"),
    QT_TRANSLATE_NOOP("RowReasons", "not in the encoding of the profile"),
    QT_TRANSLATE_NOOP("RowReasons", "encoding in the profile, or the letters in the row"),
    QT_TRANSLATE_NOOP("RowReasons", "the last row of its file, without a line end: its last value may be cut"),
    QT_TRANSLATE_NOOP("RowReasons", "the whole file, which closes it; or the row as it is, when it is whole"),
    QT_TRANSLATE_NOOP("RowReasons", "no class takes it"),
    QT_TRANSLATE_NOOP("RowReasons", "a class in the profile, or a correction"),
    QT_TRANSLATE_NOOP("RowReasons", "not in a date_format of the profile, or no day of the calendar"),
    QT_TRANSLATE_NOOP("RowReasons", "the date in the row, or one more date_format in the profile"),
    QT_TRANSLATE_NOOP("RowReasons", "no currency code"),
    QT_TRANSLATE_NOOP("RowReasons", "three capital letters"),
    QT_TRANSLATE_NOOP("RowReasons", "more than four decimals of a price, three of a quantity, six of a share"),
    QT_TRANSLATE_NOOP("RowReasons", "a rounded number"),
    QT_TRANSLATE_NOOP("RowReasons", "another currency than the rest of its document"),
    QT_TRANSLATE_NOOP("RowReasons", "the currency of its document, or an order number of its own"),
    QT_TRANSLATE_NOOP("RowReasons", "a line of the order in the file before says the same: it may be that line, or one more"),
    QT_TRANSLATE_NOOP("RowReasons", "nothing when it is the same one; else the row as it is"),
    QT_TRANSLATE_NOOP("RowReasons", "an order or return that was brought before has an equal line and does not say it any more: this one would count twice"),
    QT_TRANSLATE_NOOP("RowReasons", "the row as it is, when it is another one or the order that has it was amended by hand; the number that it had; of a history, repair --another and its files again, or its files again when that order was amended or cancelled"),
    QT_TRANSLATE_NOOP("RowReasons", "the source says otherwise of something that it brought before"),
    QT_TRANSLATE_NOOP("RowReasons", "the order amended by hand, where the source is right now; nothing, where it was before; the file whole, or all of its pieces in one call, where this is a piece of one; source in the profile, when these are other orders"),
    QT_TRANSLATE_NOOP("RowReasons", "a line, package or event that hangs on no order of the source"),
    QT_TRANSLATE_NOOP("RowReasons", "links or columns in the profile, or the missing order"),
    QT_TRANSLATE_NOOP("RowReasons", "an event about lines of which none was taken in"),
    QT_TRANSLATE_NOOP("RowReasons", "the lines that were set aside, first"),
    QT_TRANSLATE_NOOP("RowReasons", "it places a line that another order has or places as well, or is such a line"),
    QT_TRANSLATE_NOOP("RowReasons", "the line or the order that the event names, of each of them"),
    QT_TRANSLATE_NOOP("RowReasons", "of an order of which no part of the log so far tells that it was placed"),
    QT_TRANSLATE_NOOP("RowReasons", "the part of the log that tells it, then this file again"),
    QT_TRANSLATE_NOOP("RowReasons", "events about a whole order, of more lines together than 200,000"),
    QT_TRANSLATE_NOOP("RowReasons", "the lines that each event is about"),
    QT_TRANSLATE_NOOP("RowReasons", "an amount for several orders: whose share is what is not said"),
    QT_TRANSLATE_NOOP("RowReasons", "a row for each order with its amount"),
    QT_TRANSLATE_NOOP("RowReasons", "the log names it and does not hold it: there is no row of its id in the table of its type"),
    QT_TRANSLATE_NOOP("RowReasons", "the row, or a new export of the log"),
    QT_TRANSLATE_NOOP("RowReasons", "the log has no table for its type"),
    QT_TRANSLATE_NOOP("RowReasons", "the type in the log's map of types, or a new export of it"),
    QT_TRANSLATE_NOOP("RowReasons", "the row was read and told nothing"),
    QT_TRANSLATE_NOOP("RowReasons", "columns or facts in the profile"),
    QT_TRANSLATE_NOOP("RowReasons", "one of its objects has a key twice, and nobody can tell which of its values counts"),
    QT_TRANSLATE_NOOP("RowReasons", "the record with each key once, or a new export of the log"),
    QT_TRANSLATE_NOOP("RowReasons", "only the beginning of the row was kept"),
    QT_TRANSLATE_NOOP("RowReasons", "the whole row, written anew"),
    QT_TRANSLATE_NOOP("RowReasons", "letters of the row could not be read, and what stands for them is not what the file says"),
    QT_TRANSLATE_NOOP("RowReasons", "the row with its letters, written anew; or encoding in the profile and the file again"),
    QT_TRANSLATE_NOOP("RowReasons", "the file says otherwise there than when the row was set aside, so its columns may be others"),
    QT_TRANSLATE_NOOP("RowReasons", "the file again as it is now; or a file that has the columns of the row (--header)"),
    QT_TRANSLATE_NOOP("RowReasons", "the text is no row, or more than one"),
    QT_TRANSLATE_NOOP("RowReasons", "the text of one row"),
    QT_TRANSLATE_NOOP("RowReasons", "a field of a role has no value"),
    QT_TRANSLATE_NOOP("RowReasons", "the value in the row; or columns in the profile"),
    QT_TRANSLATE_NOOP("RowReasons", "a field of a role cannot be read"),
    QT_TRANSLATE_NOOP("RowReasons", "the value in the row, or how the profile reads it"),
    QT_TRANSLATE_NOOP("RowReasons", "the profile says so"),
    QT_TRANSLATE_NOOP("RowReasons", "the values its class asks for, or the class in the profile")};

}  // namespace

QString reasonText(std::string_view english) { return QCoreApplication::translate("RowReasons", std::string(english).c_str()); }

}  // namespace twinlane::ui
