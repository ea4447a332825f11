package main

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
)

// openBrowser shows an address to the person. That it cannot is no reason to
// stop: the address stands in the terminal.
func (p *program) openBrowser(ctx context.Context, url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	if err := exec.CommandContext(ctx, name, args...).Start(); err != nil {
		fmt.Fprintf(p.err, "The browser was not opened: %v\n", err)
	}
}
