#include "equivarify/codegen/agree/engine_file.hpp"

#include "equivarify/codegen/agree/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

struct Ending {
  std::string_view text;
  EngineKind kind;
};

constexpr std::array endings{Ending{".json", EngineKind::reference},
                             Ending{".hpp", EngineKind::cpp},
                             Ending{"_network.c", EngineKind::c},
                             Ending{"_network.wasm", EngineKind::wasm},
                             Ending{".onnx", EngineKind::onnx_runtime},
                             Ending{"_network.py", EngineKind::pytorch}};

constexpr char const* what_is_expected =
    "expected a spec (.json), or what `generate` writes: NAME.hpp, NAME_network.c (or .wasm, "
    "compiled from it), NAME.onnx, NAME_network.py, or a folder with them";

std::optional<EngineKind> kind_of(fs::path const& file) {
  std::string const name = file.filename().string();
  auto const* const found = std::find_if(
      endings.begin(), endings.end(), [&](Ending const& end) { return name.ends_with(end.text); });
  return found == endings.end() ? std::nullopt : std::optional(found->kind);
}

/// Those of a folder that are made from a spec, in the order of their kinds.
std::vector<EngineFile> files_in(fs::path const& folder) {
  std::vector<EngineFile> files;
  for (fs::directory_entry const& entry : fs::directory_iterator(folder)) {
    std::optional<EngineKind> const kind = kind_of(entry.path());
    if (kind && *kind != EngineKind::reference && entry.is_regular_file()) {
      files.push_back({entry.path(), *kind});
    }
  }
  std::sort(files.begin(), files.end(), [](EngineFile const& a, EngineFile const& b) {
    return std::pair(a.kind, a.path) < std::pair(b.kind, b.path);
  });
  if (files.empty()) {
    throw EngineError(fmt::format(
        "{}: nothing in this folder is an engine; {}", folder.string(), what_is_expected));
  }
  return files;
}

} // namespace

std::vector<EngineFile> engine_files(std::string const& given) {
  fs::path const path{given};
  std::error_code unreadable;
  if (fs::is_directory(path, unreadable)) {
    return files_in(path);
  }
  if (!fs::is_regular_file(path, unreadable)) {
    throw EngineError(fmt::format("{}: there is no such file or folder", given));
  }
  std::optional<EngineKind> const kind = kind_of(path);
  if (!kind) {
    throw EngineError(
        fmt::format("{}: no engine is known for this file; {}", given, what_is_expected));
  }
  return {{path, *kind}};
}

} // namespace equivarify::codegen
