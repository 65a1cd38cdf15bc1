/** The command line: one class per subcommand, exit codes, and no model logic. */
package org.evade.cli;
