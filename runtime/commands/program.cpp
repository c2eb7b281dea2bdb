#include "equivarify/runtime/commands/program.hpp"

#include "equivarify/runtime/commands/command_line.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <exception>
#include <filesystem>
#include <new>
#include <utility>

namespace equivarify::runtime {

Outcome run_program(Program const& program, std::vector<std::string> arguments) {
  auto const complain = [&program](std::string_view kind, std::exception const& error) {
    program.console.out.flush();
    program.console.err << program.description.name << ": " << kind << error.what() << std::endl;
  };
  try {
    Outcome const outcome = run_command_line(program, std::move(arguments));
    require_written(program.console.out);
    return outcome;
  } catch (DataError const& error) {
    complain("", error);
    return Outcome::user_error;
  } catch (std::bad_alloc const&) {
    complain("", DataError("not enough memory"));
    return Outcome::user_error;
  } catch (std::filesystem::filesystem_error const& error) {
    complain("", error);
    return Outcome::user_error;
  } catch (std::exception const& error) {
    complain("internal error: ", error);
    return Outcome::internal_error;
  }
}

} // namespace equivarify::runtime
