// What the parts of a history are: the roles that tables or object types of a source play, the fields of each, and which of
// its events are which facts. Plain values, read from a profile; README.md of transfer explains every key to a person.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace twinlane::transfer {

enum class Role { Order, Line, Customer, Product, Package, Event };

// In the order of an order's life, which is where facts stand whose time is not known.
enum class FactKind { Placed, Confirmed, Held, Released, Picked, Packed, Shipped, DeliveryFailed, Delivered, Paid, Returned, Refunded, Cancelled, Note, Ignore };

// One column, or several joined by ", "; or what another table says under the column's value.
struct ColumnRule {
  std::vector<std::string> names;
  std::string table, key, value;
};

// A time column of a table, or a type of events, and the fact that it tells.
struct FactRule {
  FactKind fact = FactKind::Note;
  std::string type;                           // of events
  std::map<std::string, ColumnRule> columns;  // at (of a table), amount, method, carrier, reason, text
  std::string words;                          // of a note
};

struct RowClass;

struct RoleRule {
  Role role = Role::Order;
  std::vector<std::string> from;  // tables by their file's name without .csv and .gz, or types of objects
  bool isOptional = false;
  std::map<std::string, ColumnRule> columns;      // field -> column, of fieldsOf()
  std::map<std::string, std::string> constants;   // field -> value where there is none
  std::map<std::string, ColumnRule> charges;      // kind -> column, of an order or a line
  std::vector<FactRule> facts;                    // of time columns
  std::optional<FactKind> fact;                   // of every row, of events
  ColumnRule state;                               // a column whose values say how far an order is
  std::map<std::string, std::vector<FactKind>> states;
  std::vector<RowClass> classes;
  std::map<std::string, std::string> links;       // other role -> qualifier of the relation that counts; any where none is named
  std::string listSeparator = ",";                // between ids in one cell
};

struct RoleField {
  std::string name;
  bool isText = false;  // and may be joined from several columns
};

// In the order in which they are kept.
const std::vector<RoleField>& fieldsOf(Role role);
// Of a fact, besides `at`.
const std::vector<RoleField>& fieldsOfFacts();

const std::vector<std::string>& roleNames();
const std::vector<std::string>& factNames();
const char* name(Role role);
const char* name(FactKind fact);

}  // namespace twinlane::transfer
