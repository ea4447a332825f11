// Package importtest holds the house in order: its tests parse every Go file of
// the module and fail for a package, an import or an outside library that the
// table of imports_test.go does not allow, and for what breaks a rule of the
// house that can be seen in the syntax.
//
// Where the work shows the table wrong, change the table, and say why in the
// commit.
package importtest
