/// \file
/// The error of a user: bad data, a missing file, an option that does not fit.
#ifndef EQUIVARIFY_RUNTIME_FILES_ERROR_HPP
#define EQUIVARIFY_RUNTIME_FILES_ERROR_HPP

#include <stdexcept>

namespace equivarify::runtime {

/// Something outside the program is not as it must be; the message names the file, what was found
/// and what was expected. Programs print it and exit with code 2.
class DataError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

} // namespace equivarify::runtime

#endif
