#include "equivarify/codegen/plan/roofline.hpp"

#include "equivarify/codegen/generate/compiled_program.hpp"
#include "equivarify/codegen/plan/roofline_program.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"

#include <sstream>

namespace equivarify::codegen {

Roofline measure_roofline() {
  TemporaryFolder const folder;
  constexpr char const* advice = "With --no-measure nothing is measured.";
  write_file(folder.path() / "measure_roofline.cpp", roofline_program());
  compile_program(folder.path(), "measure_roofline", advice);
  std::istringstream output(run_program(folder.path(), {"./measure_roofline"}, advice));
  Roofline roofline;
  output >> roofline.threads >> roofline.multiply_adds_per_second >> roofline.bytes_per_second;
  return roofline;
}

} // namespace equivarify::codegen
