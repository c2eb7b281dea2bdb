#include "equivarify/codegen/translation/head_mean.hpp"

#include "equivarify/codegen/translation/traced_mean.hpp"

namespace equivarify::codegen {

MeanSteps head_mean(std::size_t terms) {
  return traced_mean(terms);
}

} // namespace equivarify::codegen
