#include "transfer/profile/profile.h"

namespace twinlane::transfer {

std::string profileSchema() {
  return R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Twinlane mapping profile",
  "description": "How the columns and rows of a foreign file become facts.",
  "type": "object",
  "additionalProperties": false,
  "required": ["name", "source", "shape"],
  "if": {"properties": {"shape": {"const": "flat_lines"}}},
  "then": {"required": ["columns", "classes"]},
  "else": {"required": ["objects"]},
  "properties": {
    "$schema": {"type": "string"},
    "name": {"type": "string", "minLength": 1, "description": "Name shown to a person."},
    "about": {"type": "string", "description": "What the profile is for, in words."},
    "source": {"type": "string", "minLength": 1, "description": "Identity of the source: the same rows under the same source are taken in once."},
    "shape": {"enum": ["flat_lines", "several_tables", "event_log", "event_table"], "description": "flat_lines: one row per order line. several_tables: a file per table. event_log: OCEL 2.0. event_table: a row per event."},
    "encoding": {"enum": ["utf-8", "latin-1"], "default": "utf-8"},
    "separator": {"type": "string", "minLength": 1, "maxLength": 1, "default": ","},
    "quote": {"type": "string", "maxLength": 1, "default": "\"", "description": "Empty when quotes mean nothing."},
    "unreadable_rows": {"enum": ["refuse", "quarantine"], "default": "refuse", "description": "What becomes of a file with rows that cannot be read whatever their values (other fields than the header, text after a closing quote, more than 1 MiB, another encoding): refused whole, or such rows are set aside."},
    "unfinished_row": {"enum": ["quarantine", "take"], "default": "quarantine", "description": "What becomes of the last row of a CSV file that has no line end, which may be cut."},
    "decimal_sign": {"enum": [".", ","], "default": "."},
    "missing": {"type": "array", "items": {"type": "string"}, "description": "Texts that mean no value, besides the empty one."},
    "date_format": {"anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}], "description": "%Y %y %m %b %d %H %I %p %M %S %f %z; all else as it stands. Of several the first that fits a value counts."},
    "zone": {"type": "string", "default": "UTC", "description": "IANA name; of times that carry no offset themselves."},
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "Of all rows, unless a column is mapped."},
    "order_rows": {"enum": ["together", "anywhere"], "default": "together", "description": "Of flat_lines: whether the rows of one order may lie far apart; then all of the file is joined on disk first."},
    "charges": {"type": "object", "additionalProperties": {"$ref": "#/$defs/column"}, "description": "Of flat_lines whose rows are anywhere: kind to column; summed over the rows of an order."},
    "amounts": {
      "type": "object",
      "additionalProperties": false,
      "description": "How amounts are written.",
      "properties": {
        "minor_units": {"type": "integer", "minimum": 0, "maximum": 4, "description": "Whole numbers of 10^-n of the currency's unit."},
        "round_to": {"type": "integer", "minimum": 0, "maximum": 4, "description": "So many decimals are kept, the rest is rounded away."},
        "rounding": {"enum": ["half_even", "half_up"], "default": "half_even"}
      }
    },
    "columns": {
      "type": "object",
      "additionalProperties": false,
      "required": ["order", "product", "quantity"],
      "anyOf": [{"required": ["unit_price"]}, {"required": ["line_amount"]}],
      "properties": {
        "order": {"$ref": "#/$defs/column"},
        "product": {"$ref": "#/$defs/column"},
        "description": {"$ref": "#/$defs/column"},
        "quantity": {"$ref": "#/$defs/column"},
        "unit_price": {"$ref": "#/$defs/column"},
        "line_amount": {"$ref": "#/$defs/column"},
        "discount": {"$ref": "#/$defs/column"},
        "discount_percent": {"$ref": "#/$defs/column"},
        "discount_amount": {"$ref": "#/$defs/column"},
        "tax_rate": {"$ref": "#/$defs/column"},
        "tax_percent": {"$ref": "#/$defs/column"},
        "placed_at": {"$ref": "#/$defs/column"},
        "customer": {"$ref": "#/$defs/column"},
        "country": {"$ref": "#/$defs/column"},
        "currency": {"$ref": "#/$defs/column"}
      }
    },
    "constants": {
      "type": "object",
      "additionalProperties": false,
      "description": "Values of all rows without one.",
      "properties": {"customer": {"type": "string"}, "country": {"type": "string"}}
    },
    "objects": {
      "type": "array",
      "minItems": 1,
      "description": "Of a history: which table, or type of objects, plays which role.",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["role"],
        "properties": {
          "role": {"enum": ["order", "line", "customer", "product", "package", "event"]},
          "from": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}], "description": "Tables by their files without .csv, or types of objects; none for what events only name."},
          "optional": {"type": "boolean", "default": false, "description": "The table need not be there."},
          "columns": {"type": "object", "additionalProperties": {"$ref": "#/$defs/columnOrMore"}, "description": "Field of the role to column or attribute."},
          "constants": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Values of fields that have none."},
          "charges": {"type": "object", "additionalProperties": {"$ref": "#/$defs/columnOrMore"}, "description": "Of an order: kind to column."},
          "facts": {
            "type": "array",
            "description": "Columns of times, each of which tells that something happened.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["fact", "at"],
              "properties": {"fact": {"$ref": "#/$defs/fact"}, "at": {"$ref": "#/$defs/columnOrMore"}, "amount": {"$ref": "#/$defs/columnOrMore"}, "method": {"$ref": "#/$defs/columnOrMore"}, "carrier": {"$ref": "#/$defs/columnOrMore"}, "reason": {"$ref": "#/$defs/columnOrMore"}, "text": {"$ref": "#/$defs/columnOrMore"}, "words": {"type": "string"}}
            }
          },
          "fact": {"$ref": "#/$defs/fact", "description": "Of every row of an event table."},
          "states": {
            "type": "object",
            "additionalProperties": false,
            "required": ["column", "values"],
            "properties": {
              "column": {"$ref": "#/$defs/columnOrMore"},
              "values": {"type": "object", "additionalProperties": {"anyOf": [{"$ref": "#/$defs/fact"}, {"type": "array", "items": {"$ref": "#/$defs/fact"}}]}}
            }
          },
          "classes": {"type": "array", "items": {"type": "object", "required": ["name", "fate"], "properties": {"name": {"type": "string"}, "fate": {"enum": ["take", "quarantine", "ignore"]}, "reason": {"type": "string"}, "when": {"type": "array"}}}},
          "links": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Other role to the qualifier of the relation that counts."},
          "list_separator": {"type": "string", "default": ","}
        }
      }
    },
    "events": {
      "type": "array",
      "description": "Of a history: which fact each type of events is.",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["type", "fact"],
        "properties": {"type": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}, "fact": {"$ref": "#/$defs/fact"}, "amount": {"$ref": "#/$defs/columnOrMore"}, "method": {"$ref": "#/$defs/columnOrMore"}, "carrier": {"$ref": "#/$defs/columnOrMore"}, "reason": {"$ref": "#/$defs/columnOrMore"}, "text": {"$ref": "#/$defs/columnOrMore"}, "words": {"type": "string"}}
      }
    },
    "classes": {
      "type": "array",
      "minItems": 1,
      "description": "Tried in order; the first whose conditions all hold decides.",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["name", "fate"],
        "properties": {
          "name": {"type": "string", "minLength": 1},
          "fate": {"enum": ["sale_line", "return_line", "quarantine", "ignore"]},
          "reason": {"type": "string", "description": "Counted under this word; the name when left out."},
          "when": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["column"],
              "minProperties": 2,
              "properties": {
                "column": {"$ref": "#/$defs/column"},
                "prefix": {"type": "string"},
                "pattern": {"type": "string", "description": "POSIX extended regular expression for the whole value."},
                "one_of": {"type": "array", "items": {"type": "string"}},
                "sign": {"enum": ["positive", "negative", "zero", "not_positive", "not_negative", "not_zero"]},
                "missing": {"const": true}
              }
            }
          }
        }
      }
    }
  },
  "$defs": {
    "column": {"type": "string", "minLength": 1, "description": "A column as the file's header names it."},
    "columnOrMore": {
      "description": "A column, several texts joined, or what another table says under the column's value.",
      "anyOf": [
        {"$ref": "#/$defs/column"},
        {"type": "array", "items": {"$ref": "#/$defs/column"}},
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["column", "table", "key", "value"],
          "properties": {"column": {"$ref": "#/$defs/column"}, "table": {"type": "string"}, "key": {"$ref": "#/$defs/column"}, "value": {"$ref": "#/$defs/column"}}
        }
      ]
    },
    "fact": {"enum": ["placed", "confirmed", "held", "released", "picked", "packed", "shipped", "delivery_failed", "delivered", "paid", "returned", "refunded", "cancelled", "note", "ignore"]}
  }
}
)json";
}

}  // namespace twinlane::transfer
