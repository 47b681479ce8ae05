// Names of the fields that hold personal data or free text, from the `describe` lists. Pure; any thread.
#pragma once

#include <string_view>

namespace twinlane::domain {

bool isPersonal(std::string_view fieldName);

}  // namespace twinlane::domain
