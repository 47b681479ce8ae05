// How the program speaks: documents on standard output, errors in words (and as JSON when asked) on standard error.
#pragma once

#include "ctl/call.h"
#include "domain/format/node.h"
#include "exit_code.h"
#include "transfer/profile/profile.h"

namespace twinlane::ctl {

using enum app::Exit;

// One document and a line end.
void print(const domain::Node& document);

// Says on standard error what a person should know though nothing failed.
void note(const std::string& words);

// Says what went wrong and gives the exit code.
int fail(bool json, const base::Error& error);

domain::Node nodeOf(const transfer::ProfileProblem& problem);
// Problems of a profile: a document a line on standard output, words on standard error.
int failProfile(bool json, const std::vector<transfer::ProfileProblem>& problems);

// Building of documents.
class Document {
 public:
  Document() : m_node(domain::Node::record()) {}
  Document& text(const char* key, std::string value);
  // Left out when empty.
  Document& textIfAny(const char* key, const std::string& value);
  Document& number(const char* key, std::int64_t value);
  Document& decimal(const char* key, double value, int decimals);
  Document& boolean(const char* key, bool value);
  Document& null(const char* key);
  Document& node(const char* key, domain::Node value);
  domain::Node take() { return std::move(m_node); }

 private:
  domain::Node m_node;
};

}  // namespace twinlane::ctl
