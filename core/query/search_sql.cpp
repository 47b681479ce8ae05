#include "query/search_sql.h"

#include "projection/search.h"

#include <algorithm>

namespace twinlane::query {
namespace {

using projection::Search;

constexpr std::size_t mostWords = 16, mostSearchBytes = 1000;
constexpr std::array<const char*, 6> places = {"id", "customer", "products", "text", "person", "notes"};
// Around what was found, within the database: no text holds them.
constexpr char foundBegins = '\x01', foundEnds = '\x02';

bool isBlank(char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; }
bool isBeyondAscii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool isOfAWord(char c) { return isBeyondAscii(c) || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
std::ptrdiff_t charactersOf(const std::string& word) {
  return std::count_if(word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

std::vector<std::string> wordsOf(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (!isBlank(c)) words.back() += c;
    else if (!words.back().empty()) words.emplace_back();
  }
  // A dash that stands alone is none.
  std::erase_if(words, [](const std::string& word) { return std::none_of(word.begin(), word.end(), isOfAWord); });
  return words;
}

std::string quoted(const std::string& word) {
  std::string text = "\"";
  for (const char c : word) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + '"';
}

// Every short word would begin too many.
std::string expressionOf(const std::vector<std::string>& words, bool inPersons) {
  std::string all = inPersons ? "" : "{id customer products text} : (";
  for (const std::string& word : words) all += (&word == &words.front() ? "" : " ") + quoted(word) + (charactersOf(word) > 1 ? " *" : "");
  return all + (inPersons ? "" : ")");
}

struct Range {
  std::int64_t from, before;
};
Range rangeOf(SearchKind kind) {
  switch (kind) {
    case SearchKind::Order: return {0, Search::firstCustomer};
    case SearchKind::Customer: return {Search::firstCustomer, Search::firstProduct};
    case SearchKind::Product: break;
  }
  return {Search::firstProduct, 2 * Search::firstProduct};
}

// As a person reads it: what was found in brackets, a point between texts.
std::string readable(std::string_view snippet) {
  std::string text;
  for (const char c : snippet) {
    if (c == foundBegins) text += '[';
    else if (c == foundEnds) text += ']';
    else if (c == Search::separator) text += " · ";
    else text += c;
  }
  return text;
}

class Finder {
 public:
  Finder(ViewReader& view, const SearchQuery& query, SearchKind kind, SearchAnswer& answer) : m_view(view), m_query(query), m_kind(kind), m_range(rangeOf(kind)), m_answer(answer) {}

  base::Status find(const std::vector<std::string>& words) {
    const std::string id = words.size() == 1 ? words.front() : std::string();
    if (!id.empty())
      if (auto done = collect("SELECT document, char(1)||id||char(2) FROM documents WHERE id=?1 AND document>=?2 AND document<?3 ORDER BY document DESC LIMIT ?4", id, 1); !done) return done;
    std::string byWords = "SELECT rowid";
    for (std::size_t i = 0; i < places.size(); ++i) byWords += ", snippet(words, " + std::to_string(i) + ", char(1), char(2), '…', 10)";
    byWords += " FROM words WHERE words MATCH ?1 AND rowid>=?2 AND rowid<?3 ORDER BY rowid DESC LIMIT ?4";
    if (auto done = collect(byWords, expressionOf(words, m_query.inPersons), places.size()); !done) return done;
    if (charactersOf(id) >= 3)
      if (auto done = collect("SELECT rowid, highlight(ids, 0, char(1), char(2)) FROM ids WHERE ids MATCH ?1 AND rowid>=?2 AND rowid<?3 ORDER BY rowid DESC LIMIT ?4", quoted(id), 1); !done) return done;
    if (m_found.size() > static_cast<std::size_t>(m_query.limit)) {
      m_found.pop_back();
      m_answer.cutShort.push_back(m_kind);
    }
    return read();
  }

 private:
  struct Found {
    std::int64_t document = 0;
    std::vector<SearchMatch> matches;
  };

  // One more than are asked for, so that it is known whether there are.
  base::Status collect(const std::string& sql, const std::string& what, std::size_t columns) {
    const std::size_t wanted = static_cast<std::size_t>(m_query.limit) + 1;
    if (m_found.size() >= wanted) return {};
    auto select = m_view.statement(sql);
    if (!select) return tl::unexpected(select.error());
    // Those found before may be found again.
    (*select)->bind(1, what).bind(2, m_range.from).bind(3, m_range.before).bind(4, static_cast<std::int64_t>(wanted + m_found.size()));
    return eachRow(**select, [&](const sqlite::Statement& row) {
      const std::int64_t document = row.integer(0);
      if (m_found.size() >= wanted || std::any_of(m_found.begin(), m_found.end(), [&](const Found& one) { return one.document == document; })) return;
      Found& found = m_found.emplace_back();
      found.document = document;
      for (std::size_t i = 0; i < columns; ++i)
        if (const std::string_view snippet = row.text(static_cast<int>(i) + 1); snippet.find(foundBegins) != std::string_view::npos) found.matches.push_back({places[i], readable(snippet)});
    });
  }

  base::Status read() {
    auto select = m_view.statement("SELECT id, title FROM documents WHERE document=?");
    if (!select) return tl::unexpected(select.error());
    for (Found& found : m_found) {
      (*select)->bind(1, found.document);
      if (auto read = eachRow(**select, [&](const sqlite::Statement& row) { m_answer.hits.push_back({m_kind, std::string(row.text(0)), std::string(row.text(1)), std::move(found.matches)}); }); !read)
        return read;
    }
    return {};
  }

  ViewReader& m_view;
  const SearchQuery& m_query;
  const SearchKind m_kind;
  const Range m_range;
  SearchAnswer& m_answer;
  std::vector<Found> m_found;
};

}  // namespace

base::Status readSearch(ViewReader& view, const SearchQuery& query, SearchAnswer& answer) {
  if (query.limit < 1 || query.limit > 1'000) return base::fail(base::ErrorCode::BadInput, "a search shows 1 to 1000 of each kind", "--limit", "give a number in that range");
  const std::vector<std::string> words = wordsOf(query.text);
  if (words.empty()) return base::fail(base::ErrorCode::BadInput, "there is no word to search for", "text", "give letters or digits of what is looked for");
  if (words.size() > mostWords || query.text.size() > mostSearchBytes)
    return base::fail(base::ErrorCode::BadInput, "a search has at most " + std::to_string(mostWords) + " words in " + std::to_string(mostSearchBytes) + " bytes", "text", "leave out words that say little");
  for (std::size_t i = 0; i < searchKindNames.size(); ++i)
    if (const auto kind = static_cast<SearchKind>(i); !query.kind || query.kind == kind)
      if (auto found = Finder(view, query, kind, answer).find(words); !found) return found;
  return {};
}

}  // namespace twinlane::query
