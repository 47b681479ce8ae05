// A Reader as one principal may use it: each question is held against the query policy first, and what names a person
// comes masked where the role may not see it. One thread at a time, as the Reader it wraps. Denied is the error.
#pragma once

#include "query/reader.h"
#include "security/principal.h"

namespace twinlane::query {

// Stands for a text that is there but not for this role.
inline constexpr const char* masked = "***";

std::unique_ptr<Reader> policed(std::unique_ptr<Reader> reader, security::Principal principal);

}  // namespace twinlane::query
