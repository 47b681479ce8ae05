#include "transfer/row_reason.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr std::string_view noValue = "no value";
constexpr std::string_view giveValue = "the value in the row; or missing in the profile, where it takes the row's text for none";
constexpr std::string_view badText = "too long, or control characters";
constexpr std::string_view shorten = "a shorter text of visible characters";
constexpr std::string_view unreadable = "cannot be read, or is out of bounds";
constexpr std::string_view fromElsewhere = "an order or return, a customer or product of this number came from elsewhere";
constexpr std::string_view ownNumber = "nothing when it is the same one; else a number of its own";
constexpr std::string_view thereAlready = "the id is there already in this source";
constexpr std::string_view ownId = "an id of its own";
constexpr std::string_view notNamed = "a type or value that the profile does not name";
constexpr std::string_view nameIt = "events or states in the profile";
constexpr std::string_view numberOrSign = "a plain number, or decimal_sign in the profile";

constexpr RowReason reasons[] = {
    {"ragged_row", "more or fewer fields than the header", "the separator or the quotes in the row"},
    {"bad_quotes", "text after a closing quote", "doubled quotes within the text"},
    {"row_too_long", "more than 1 MiB", "a shorter text, or the quote that was not closed before it"},
    {"bad_encoding", "not in the encoding of the profile", "encoding in the profile, or the letters in the row"},
    {unfinishedRow, "the last row of its file, without a line end: its last value may be cut", "the whole file, which closes it; or the row as it is, when it is whole"},
    {"unclassified", "no class takes it", "a class in the profile, or a correction"},
    {"missing_order", noValue, giveValue},
    {"missing_product", noValue, giveValue},
    {"missing_quantity", noValue, giveValue},
    {"missing_unit_price", noValue, giveValue},
    {"missing_line_amount", noValue, giveValue},
    {"missing_placed_at", noValue, giveValue},
    {"missing_currency", noValue, giveValue},
    {"bad_order", badText, shorten},
    {"bad_product", badText, shorten},
    {"bad_customer", badText, shorten},
    {"bad_country", badText, shorten},
    {"bad_description", badText, shorten},
    {"bad_quantity", unreadable, numberOrSign},
    {"bad_price", unreadable, numberOrSign},
    {"bad_amount", unreadable, numberOrSign},
    {"bad_discount", unreadable, numberOrSign},
    {"bad_tax", unreadable, numberOrSign},
    {"bad_date", "not in a date_format of the profile, or no day of the calendar", "the date in the row, or one more date_format in the profile"},
    {"bad_currency", "no currency code", "three capital letters"},
    {"too_many_decimals", "more than four decimals of a price, three of a quantity, six of a share", "a rounded number"},
    {"currency_mismatch", "another currency than the rest of its document", "the currency of its document, or an order number of its own"},
    {"order_exists", fromElsewhere, ownNumber},
    {lineExists, "a line of the order in the file before says the same: it may be that line, or one more", "nothing when it is the same one; else the row as it is"},
    {movedLine, "an order or return that was brought before has an equal line and does not say it any more: this one would count twice", "the row as it is, when it is another one or the order that has it was amended by hand; the number that it had; of a history, repair --another and its files again, or its files again when that order was amended or cancelled"},
    {"customer_exists", fromElsewhere, ownNumber},
    {"product_exists", fromElsewhere, ownNumber},
    {"document_differs", "the source says otherwise of something that it brought before", "the order amended by hand, where the source is right now; nothing, where it was before; the file whole, or all of its pieces in one call, where this is a piece of one; source in the profile, when these are other orders"},
    {"no_order", "a line, package or event that hangs on no order of the source", "links or columns in the profile, or the missing order"},
    {"no_line", "an event about lines of which none was taken in", "the lines that were set aside, first"},
    {"line_of_other_order", "it places a line that another order has or places as well, or is such a line", "the line or the order that the event names, of each of them"},
    {"not_placed", "of an order of which no part of the log so far tells that it was placed", "the part of the log that tells it, then this file again"},
    {"too_many_lines", "events about a whole order, of more lines together than 200,000", "the lines that each event is about"},
    {"several_orders", "an amount for several orders: whose share is what is not said", "a row for each order with its amount"},
    {"missing_record", "the log names it and does not hold it: there is no row of its id in the table of its type", "the row, or a new export of the log"},
    {"unknown_type", "the log has no table for its type", "the type in the log's map of types, or a new export of it"},
    {"no_fact", "the row was read and told nothing", "columns or facts in the profile"},
    {"missing_price", noValue, giveValue},
    {"bad_charge", unreadable, numberOrSign},
    {"duplicate_key", "one of its objects has a key twice, and nobody can tell which of its values counts", "the record with each key once, or a new export of the log"},
    {"duplicate_event", thereAlready, ownId},
    {"duplicate_order", thereAlready, ownId},
    {"duplicate_line", thereAlready, ownId},
    {"duplicate_customer", thereAlready, ownId},
    {"duplicate_product", thereAlready, ownId},
    {"duplicate_package", thereAlready, ownId},
    {"unknown_event", notNamed, nameIt},
    {"unknown_state", notNamed, nameIt},
    {"not_kept_whole", "only the beginning of the row was kept", "the whole row, written anew"},
    {"unread_letters", "letters of the row could not be read, and what stands for them is not what the file says", "the row with its letters, written anew; or encoding in the profile and the file again"},
    {"not_in_file", "the file says otherwise there than when the row was set aside, so its columns may be others", "the file again as it is now; or a file that has the columns of the row (--header)"},
    {"not_one_row", "the text is no row, or more than one", "the text of one row"},
};

}  // namespace

std::span<const RowReason> rowReasons() { return reasons; }

bool isOfOthers(std::string_view code) {
  constexpr std::string_view ofOthers[] = {"order_exists", lineExists, movedLine, documentDiffers, "currency_mismatch", unfinishedRow};
  return std::find(std::begin(ofOthers), std::end(ofOthers), code) != std::end(ofOthers);
}

RowReason rowReason(std::string_view code) {
  const auto found = std::find_if(std::begin(reasons), std::end(reasons), [&](const RowReason& reason) { return reason.code == code; });
  if (found != std::end(reasons)) return *found;
  // The fields of roles are many.
  if (code.starts_with("missing_")) return {code, "a field of a role has no value", "the value in the row; or columns in the profile"};
  if (code.starts_with("bad_")) return {code, "a field of a role cannot be read", "the value in the row, or how the profile reads it"};
  return {code, "the profile says so", "the values its class asks for, or the class in the profile"};
}

}  // namespace twinlane::transfer
