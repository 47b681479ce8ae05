// What texts become before they are compared: letters small and without their marks, all else as it is. It is the folding of
// full-text search, done by its own tokenizer, so that a word is found here where it is found there. Of one connection, which holds it
// and ends it before it closes; its thread.
#pragma once

#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct Fts5Tokenizer;
struct fts5_tokenizer;

namespace twinlane::sqlite {

class TextFolding {
 public:
  // As a table of full-text search names it.
  static constexpr const char* tokenizer = "unicode61 remove_diacritics 2";

  // Makes folded(text), folded_begins(text, folded start) and folded_holds(text, folded part) functions of the connection.
  static base::Result<std::unique_ptr<TextFolding>> over(sqlite3* handle);
  ~TextFolding();

  // Holds until the next call.
  std::string_view of(std::string_view text);

 private:
  TextFolding() = default;

  std::unique_ptr<fts5_tokenizer> m_module;
  Fts5Tokenizer* m_tokenizer = nullptr;
  std::string m_folded;
};

}  // namespace twinlane::sqlite
