#include "transfer/profile.h"

namespace twinlane::transfer {

std::string profileSchema() {
  return R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Twinlane mapping profile",
  "description": "How the columns and rows of a foreign file become facts.",
  "type": "object",
  "additionalProperties": false,
  "required": ["name", "source", "shape", "columns", "classes"],
  "properties": {
    "$schema": {"type": "string"},
    "name": {"type": "string", "minLength": 1, "description": "Name shown to a person."},
    "about": {"type": "string", "description": "What the profile is for, in words."},
    "source": {"type": "string", "minLength": 1, "description": "Identity of the source: the same rows under the same source are taken in once."},
    "shape": {"enum": ["flat_lines"], "description": "flat_lines: one row per order line."},
    "encoding": {"enum": ["utf-8", "latin-1"], "default": "utf-8"},
    "separator": {"type": "string", "minLength": 1, "maxLength": 1, "default": ","},
    "quote": {"type": "string", "maxLength": 1, "default": "\"", "description": "Empty when quotes mean nothing."},
    "unreadable_rows": {"enum": ["refuse", "quarantine"], "default": "refuse", "description": "What becomes of a file with rows that cannot be read whatever their values (other fields than the header, text after a closing quote, more than 1 MiB, another encoding): refused whole, or such rows are set aside."},
    "decimal_sign": {"enum": [".", ","], "default": "."},
    "missing": {"type": "array", "items": {"type": "string"}, "description": "Texts that mean no value, besides the empty one."},
    "date_format": {"anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}], "description": "%Y %y %m %b %d %H %I %p %M %S %f %z; all else as it stands. Of several the first that fits a value counts."},
    "zone": {"type": "string", "default": "UTC", "description": "IANA name; of times that carry no offset themselves."},
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "Of all rows, unless a column is mapped."},
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
  "$defs": {"column": {"type": "string", "minLength": 1, "description": "A column as the file's header names it."}}
}
)json";
}

}  // namespace twinlane::transfer
