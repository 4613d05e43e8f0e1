#include "knowledge/languages.h"

#include <unicode/locid.h>

#include <algorithm>

namespace fuwake::knowledge {

bool is_language(std::string_view tag) {
  UErrorCode error = U_ZERO_ERROR;
  const auto locale = icu::Locale::forLanguageTag({tag.data(), static_cast<int32_t>(tag.size())}, error);
  return U_SUCCESS(error) && *locale.getISO3Language() != '\0' && locale.toLanguageTag<std::string>(error) == tag;
}

std::string without_last_part(const std::string& tag) {
  const auto hyphen = tag.rfind('-');
  return hyphen == std::string::npos ? "" : tag.substr(0, hyphen);
}

std::string tag_of(std::string_view locale) {
  std::string tag(locale.substr(0, locale.find_first_of(".@")));
  std::replace(tag.begin(), tag.end(), '_', '-');
  UErrorCode error = U_ZERO_ERROR;
  const auto spelt = icu::Locale::forLanguageTag(tag, error).toLanguageTag<std::string>(error);
  return U_SUCCESS(error) && spelt != "und" ? spelt : tag;
}

}  // namespace fuwake::knowledge
