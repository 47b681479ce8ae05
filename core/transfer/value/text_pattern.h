// A POSIX extended regular expression that must fit a whole text. Owned by one thread.
#pragma once

#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace twinlane::transfer {

class TextPattern {
 public:
  // BadInput with the words of the C library for what is no pattern.
  // At most 500 bytes, and 1,000 letters when what {} repeats is written out.
  static base::Result<TextPattern> from(const std::string& expression);

  // Rows of one document come together, so the last answer is kept.
  bool fits(std::string_view text);

 private:
  struct Compiled;
  std::shared_ptr<Compiled> m_compiled;
  std::string m_last;
  bool m_lastFits = false;
  bool m_asked = false;
};

}  // namespace twinlane::transfer
