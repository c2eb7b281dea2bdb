#include "equivarify/codegen/page/web_assembly.hpp"

#include "equivarify/codegen/generate/compiled_program.hpp"
#include "equivarify/codegen/page/parts.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"

namespace equivarify::codegen {

std::string compile_web_assembly(std::string const& header, std::string const& space) {
  TemporaryFolder const folder;
  write_file(folder.path() / "network.hpp", header);
  write_file(folder.path() / "module.cpp", page_parts().module_source);
  run_program(folder.path(),
              {"clang++",
               "--target=wasm32-wasi",
               "-mexec-model=reactor",
               "-msimd128",
               "-std=c++20",
               "-O2",
               "-ffp-contract=off",
               "-fno-exceptions",
               "-fno-rtti",
               "-DNETWORK=" + space,
               "module.cpp",
               "-o",
               "module.wasm",
               // A stack that is too small traps then, instead of overwriting other values.
               "-Wl,--stack-first",
               "-Wl,-z,stack-size=8388608",
               "-Wl,--strip-all"},
              "A page needs clang for WebAssembly. Debian's packages: clang, lld, wasi-libc, "
              "libc++-14-dev-wasm32, libc++abi-14-dev-wasm32, libclang-rt-14-dev-wasm32");
  return read_bytes(folder.path() / "module.wasm");
}

} // namespace equivarify::codegen
