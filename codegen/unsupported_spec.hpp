/// \file
/// Specs that mean something, of which something cannot be made.
#ifndef EQUIVARIFY_CODEGEN_UNSUPPORTED_SPEC_HPP
#define EQUIVARIFY_CODEGEN_UNSUPPORTED_SPEC_HPP

#include "equivarify/codegen/json/problems.hpp"

#include <string>

namespace equivarify::codegen {

/// What was asked for cannot be made of this network; the problem names the place in its spec, the
/// file of which is not known here.
class UnsupportedSpec : public algebra::Error {
public:
  explicit UnsupportedSpec(Problem problem);

  [[nodiscard]] Problem const& problem() const noexcept { return problem_; }

private:
  Problem problem_;
};

/// \p error, about the spec in the file \p path, with its line there.
[[nodiscard]] InputError at_its_line(UnsupportedSpec const& error, std::string const& path);

/// What \p use returns. \throws InputError where \p use throws UnsupportedSpec, with its line in
/// the file \p path.
template <typename Use>
auto with_lines_of(std::string const& path, Use const& use) {
  try {
    return use();
  } catch (UnsupportedSpec const& error) {
    throw at_its_line(error, path);
  }
}

} // namespace equivarify::codegen

#endif
