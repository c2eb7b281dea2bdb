#include "equivarify/codegen/certificate/diagram_file.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/proof/diagram.hpp"
#include "equivarify/codegen/certificate/symbolic.hpp"
#include "equivarify/codegen/report/write_file.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

#include <unistd.h>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

/// A file that is removed when it is no longer needed.
class TemporaryFile {
public:
  explicit TemporaryFile(std::string const& text)
      : path_{fs::temp_directory_path() / ("equivarify_" + std::to_string(getpid()) + ".dot")} {
    write_file(path_, text);
  }

  TemporaryFile(TemporaryFile const&) = delete;
  TemporaryFile& operator=(TemporaryFile const&) = delete;
  TemporaryFile(TemporaryFile&&) = delete;
  TemporaryFile& operator=(TemporaryFile&&) = delete;

  ~TemporaryFile() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }

  [[nodiscard]] std::string path() const { return path_.string(); }

private:
  fs::path path_;
};

/// \p text, in the language of Graphviz, as a picture.
std::string drawn(std::string const& text) {
  TemporaryFile const input{text};
  std::string const command = "dot -Tsvg '" + input.path() + "' 2>/dev/null";
  std::unique_ptr<FILE, int (*)(FILE*)> const pipe{
      popen(command.c_str(), "r"), // NOLINT(cert-env33-c): Graphviz is a command
      pclose};
  std::string picture;
  std::array<char, 4096> part{};
  for (std::size_t size = part.size(); pipe && size != 0;) {
    size = std::fread(part.data(), 1, part.size(), pipe.get());
    picture.append(part.data(), size);
  }
  return picture;
}

} // namespace

void write_diagram(std::string const& file, Network const& network) {
  std::string const ending = fs::path{file}.extension();
  if (ending != ".dot" && ending != ".svg") {
    throw algebra::AlgebraError(file + ": expected a name that ends in .dot or .svg");
  }
  std::string text = to_dot(algebra::proof::network_diagram(block_terms(network)), network.name);
  if (ending == ".svg") {
    text = drawn(text);
    if (text.empty()) {
      throw algebra::AlgebraError(
          file +
          ": not drawn, for Graphviz's dot (Debian: graphviz) is not installed; write a .dot");
    }
  }
  write_file(file, text);
}

} // namespace equivarify::codegen
