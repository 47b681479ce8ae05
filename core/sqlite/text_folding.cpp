#include "sqlite/text_folding.h"

#include <algorithm>
#include <sqlite3.h>

namespace twinlane::sqlite {
namespace {

base::Result<fts5_api*> searchOf(sqlite3* handle) {
  fts5_api* search = nullptr;
  sqlite3_stmt* select = nullptr;
  if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &select, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(select, 1, &search, "fts5_api_ptr", nullptr);
    sqlite3_step(select);
  }
  sqlite3_finalize(select);
  if (search == nullptr) return base::fail(base::ErrorCode::Missing, "this SQLite has no full-text search", "SQLite", "take one that was built with FTS5");
  return search;
}

std::string_view argument(sqlite3_value* value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return text == nullptr ? std::string_view() : std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

using Function = void (*)(sqlite3_context*, int, sqlite3_value**);

std::string_view foldedArgument(sqlite3_context* context, sqlite3_value* value) { return static_cast<TextFolding*>(sqlite3_user_data(context))->of(argument(value)); }

void foldedText(sqlite3_context* context, int, sqlite3_value** values) {
  const std::string_view text = foldedArgument(context, values[0]);
  sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}
void foldedBegins(sqlite3_context* context, int, sqlite3_value** values) { sqlite3_result_int(context, foldedArgument(context, values[0]).starts_with(argument(values[1])) ? 1 : 0); }
void foldedHolds(sqlite3_context* context, int, sqlite3_value** values) {
  sqlite3_result_int(context, foldedArgument(context, values[0]).find(argument(values[1])) != std::string_view::npos ? 1 : 0);
}

}  // namespace

base::Result<std::unique_ptr<TextFolding>> TextFolding::over(sqlite3* handle) {
  const auto search = searchOf(handle);
  if (!search) return tl::unexpected(search.error());
  std::unique_ptr<TextFolding> folding(new TextFolding);
  folding->m_module = std::make_unique<fts5_tokenizer>();
  const std::string words = tokenizer;
  const std::size_t first = words.find(' '), second = words.find(' ', first + 1);
  const std::string name = words.substr(0, first), option = words.substr(first + 1, second - first - 1), value = words.substr(second + 1);
  const char* options[] = {option.c_str(), value.c_str()};
  void* context = nullptr;
  if ((*search)->xFindTokenizer(*search, name.c_str(), &context, folding->m_module.get()) != SQLITE_OK ||
      folding->m_module->xCreate(context, options, 2, &folding->m_tokenizer) != SQLITE_OK)
    return base::fail(base::ErrorCode::Missing, std::string("this SQLite has no tokenizer '") + tokenizer + "'", "SQLite", "take SQLite 3.27 or newer");
  const std::pair<const char*, std::pair<int, Function>> functions[] = {{"folded", {1, &foldedText}}, {"folded_begins", {2, &foldedBegins}}, {"folded_holds", {2, &foldedHolds}}};
  for (const auto& [sqlName, function] : functions)
    if (sqlite3_create_function_v2(handle, sqlName, function.first, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, folding.get(), function.second, nullptr, nullptr, nullptr) != SQLITE_OK)
      return base::fail(base::ErrorCode::Io, sqlite3_errmsg(handle));
  return folding;
}

TextFolding::~TextFolding() {
  if (m_tokenizer != nullptr) m_module->xDelete(m_tokenizer);
}

std::string_view TextFolding::of(std::string_view text) {
  m_folded.clear();
  // Of ASCII it comes to this.
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    for (const char c : text) m_folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return m_folded;
  }
  struct Gathering {
    std::string& folded;
    std::string_view text;
    std::size_t at = 0;  // up to there it is folded
  } gathering{m_folded, text};
  const auto take = [](void* to, int, const char* word, int size, int begins, int ends) {
    auto& gathered = *static_cast<Gathering*>(to);
    const auto start = static_cast<std::size_t>(begins);
    gathered.folded.append(gathered.text.substr(gathered.at, start - gathered.at)).append(word, static_cast<std::size_t>(size));
    gathered.at = static_cast<std::size_t>(ends);
    return SQLITE_OK;
  };
  (void)m_module->xTokenize(m_tokenizer, &gathering, FTS5_TOKENIZE_DOCUMENT, text.data(), static_cast<int>(text.size()), take);
  return m_folded.append(text.substr(gathering.at));
}

}  // namespace twinlane::sqlite
