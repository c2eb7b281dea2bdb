#include "equivarify/codegen/process/program.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>

#include <unistd.h>

namespace equivarify::codegen {
namespace {

constexpr int no_such_folder = 126;

std::string quoted(std::string const& word) {
  bool const is_plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view{"_-./=+:"}.find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (is_plain) {
    return word;
  }
  std::string text = "'";
  for (char const c : word) {
    if (c == '\'') {
      text += "'\\''";
    } else {
      text += c;
    }
  }
  text += '\'';
  return text;
}

} // namespace

ChildOutcome run(ProgramCall const& command, RunOptions const& options) {
  ProgramCall words = command; // exec takes characters that it could change
  std::vector<char*> arguments;
  std::transform(words.begin(), words.end(), std::back_inserter(arguments), [](std::string& word) {
    return word.data();
  });
  arguments.push_back(nullptr);
  std::string const folder = options.folder.string();
  auto const body = [&] {
    if (options.joined) {
      dup2(STDOUT_FILENO, STDERR_FILENO);
    }
    if (!folder.empty() && chdir(folder.c_str()) != 0) {
      return no_such_folder;
    }
    execvp(arguments.front(), arguments.data());
    return no_such_program;
  };
  return run_in_child(body, options.input, options.limits);
}

std::string as_typed(ProgramCall const& command) {
  std::string text;
  for (std::string const& word : command) {
    text += text.empty() ? "" : " ";
    text += quoted(word);
  }
  return text;
}

} // namespace equivarify::codegen
