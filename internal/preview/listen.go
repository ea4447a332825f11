package preview

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// ports is how many ports are tried, from the wanted one up.
const ports = 100

// listen opens addr, or the next free port after it.
func listen(addr string) (net.Listener, error) {
	if addr == "" {
		addr = DefaultAddr
	}
	host, port, err := splitLoopback(addr)
	if err != nil {
		return nil, err
	}
	for n := port; n < port+ports && n <= 65535; n++ {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(n)))
		if err == nil {
			return listener, nil
		}
		if !errors.Is(err, syscall.EADDRINUSE) {
			return nil, fmt.Errorf("listen on %q: %w", addr, err)
		}
	}
	return nil, fmt.Errorf("listen on %q: this port and the %d after it are taken", addr, ports-1)
}

// splitLoopback takes an address apart and refuses one that others can reach.
func splitLoopback(addr string) (host string, port int, err error) {
	host, text, err := net.SplitHostPort(addr)
	if err != nil {
		return "", 0, fmt.Errorf("listen on %q: not a host and a port, such as %s", addr, DefaultAddr)
	}
	number, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return "", 0, fmt.Errorf("listen on %q: %q is not a port", addr, text)
	}
	if host == "localhost" {
		host = "127.0.0.1"
	}
	if !isLoopback(host) {
		return "", 0, fmt.Errorf("listen on %q: the preview shows drafts and is for this machine alone: 127.0.0.1, ::1 or localhost", addr)
	}
	return host, int(number), nil
}

// isLoopback tells whether a host, with or without brackets, is this machine
// and cannot be made another by whoever runs a name server.
func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	if len(host) > 1 && host[0] == '[' && host[len(host)-1] == ']' {
		host = host[1 : len(host)-1]
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
