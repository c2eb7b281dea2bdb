#include "runtime/precise.hpp"

#include <map>

#include <mpfr.h>

namespace equivarify::testing {
namespace {

/// Far more than any float's value needs to be told from the middle of two floats.
constexpr mpfr_prec_t digits = 300;

using MpfrFunction = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

std::map<std::string, MpfrFunction> const functions{{"exp", mpfr_exp},
                                                    {"expm1", mpfr_expm1},
                                                    {"tanh", mpfr_tanh},
                                                    {"erf", mpfr_erf},
                                                    {"log", mpfr_log}};

/// A number of MPFR with an owner.
struct Number {
  Number() { mpfr_init2(value, digits); }

  Number(Number const&) = delete;
  Number& operator=(Number const&) = delete;

  ~Number() { mpfr_clear(value); }

  mpfr_t value;
};

} // namespace

float precise_value(std::string const& name, float x) {
  Number number;
  mpfr_set_flt(number.value, x, MPFR_RNDN);
  functions.at(name)(number.value, number.value, MPFR_RNDN);
  return mpfr_get_flt(number.value, MPFR_RNDN);
}

} // namespace equivarify::testing
