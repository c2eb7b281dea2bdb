/// \file
/// Who looks on while long work is done, and can end it.
#ifndef EQUIVARIFY_ALGEBRA_WATCH_HPP
#define EQUIVARIFY_ALGEBRA_WATCH_HPP

#include <functional>
#include <string>

namespace equivarify::algebra {

/// Asked and told while work goes on. A default one lets it go on to its end and hears nothing.
struct Watch {
  std::function<bool()> goes_on{};                       ///< asked before each small piece of work
  std::function<void(std::string const& what)> begins{}; ///< told before each large one

  /// Whether there is time for more.
  [[nodiscard]] bool has_time() const { return !goes_on || goes_on(); }

  /// Says that \p what begins.
  void tell(std::string const& what) const {
    if (begins) {
      begins(what);
    }
  }
};

} // namespace equivarify::algebra

#endif
