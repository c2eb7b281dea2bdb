/// \file
/// Properties of RapidCheck whose cases are dear.
#ifndef EQUIVARIFY_TESTS_SUPPORT_FEW_CASES_HPP
#define EQUIVARIFY_TESTS_SUPPORT_FEW_CASES_HPP

#include <rapidcheck.h>

#include <sstream>
#include <string>
#include <utility>

namespace equivarify::support {

/// What RapidCheck has to say of the first of so many cases in which \p property fails; nothing if
/// it holds in all.
template <typename Property>
std::string counterexample(int cases, Property&& property) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = cases;
  auto const result = rc::detail::checkTestable(
      std::forward<Property>(property), rc::detail::TestMetadata{}, params);
  std::ostringstream message;
  if (!result.template is<rc::detail::SuccessResult>()) {
    rc::detail::printResultMessage(result, message);
  }
  return message.str();
}

} // namespace equivarify::support

#endif
