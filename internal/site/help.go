package site

import (
	"html/template"
	"strings"

	"github.com/casebook-dev/casebook/internal/diag"
	"github.com/casebook-dev/casebook/internal/incident"
)

const (
	addressRules    = "help/rules/"
	layoutHelpRules = "help-rules.html"
	layoutHelpRule  = "help-rule.html"
)

// A RuleGroup is rules of check that are explained together.
type RuleGroup struct {
	Title    string
	About    string // in a sentence
	Prose    bool   // examples are sentences, not lines of a file
	Waivable bool   // by a review
	Rules    []diag.Rule
}

// A HelpRulesView lists the rules of check.
type HelpRulesView struct {
	Page
	Groups []RuleLinks
}

// RuleLinks are the rules of a group.
type RuleLinks struct {
	Title string     `json:"title"`
	About string     `json:"about"`
	Rules []RuleLink `json:"rules"`
}

// A RuleLink is a rule and what it sees.
type RuleLink struct {
	Link
	About string `json:"about"`
}

// A HelpRuleView explains one rule.
type HelpRuleView struct {
	Page
	Above  Link
	Rule   diag.Rule
	About  string
	Why    []template.HTML // paragraphs
	Prose  bool
	Waive  string       // the line that silences it; empty where nothing does
	Waived []WaiverLine // where it is silenced
}

func ruleAddress(name string) string { return addressRules + name + "/" }

// planHelp are the pages that explain the rules of check; none when the options
// have no rules.
func (p *press) planHelp() []page {
	if len(p.o.Rules) == 0 {
		return nil
	}
	pages := []page{{address: addressRules, layout: layoutHelpRules, view: p.helpRules}}
	for _, g := range p.o.Rules {
		for _, r := range g.Rules {
			pages = append(pages, page{address: ruleAddress(r.Name), layout: layoutHelpRule, view: func(pg Page) view { return p.helpRule(pg, g, r) }})
		}
	}
	return pages
}

func (p *press) helpRules(pg Page) view {
	pg.Title = "What check looks for"
	pg.Description = "The rules that casebook check holds a book against, each with its reason. A review may set one aside, and say why."
	v := HelpRulesView{Page: pg}
	for _, g := range p.o.Rules {
		links := RuleLinks{Title: g.Title, About: g.About}
		for _, r := range g.Rules {
			links.Rules = append(links.Rules, RuleLink{pg.link(r.Name, ruleAddress(r.Name)), r.About})
		}
		v.Groups = append(v.Groups, links)
	}
	return v
}

func (p *press) helpRule(pg Page, g RuleGroup, r diag.Rule) view {
	pg.Title = r.Name
	pg.Description = strings.ToUpper(r.About[:1]) + r.About[1:] + "."
	v := HelpRuleView{
		Page: pg, Above: pg.link("What check looks for", addressRules), Rule: r, About: pg.Description, Prose: g.Prose,
	}
	for paragraph := range strings.SplitSeq(r.Why, "\n\n") {
		v.Why = append(v.Why, p.inline(pg, "", paragraph))
	}
	if !g.Waivable {
		return v
	}
	v.Waive = "waive: {" + r.Name + ": \"the reason\"}\n"
	for _, w := range p.x.Waived {
		if w.Rule == r.Name && p.paged[w.Review] {
			v.Waived = append(v.Waived, WaiverLine{Reason: w.Reason, Review: pg.link(w.Review.Title, incident.ReviewAddress(w.Review.Slug))})
		}
	}
	return v
}

// explained is the link to a rule's page; to none where it has no page.
func (p *press) explained(pg Page, rule string) Link {
	for _, g := range p.o.Rules {
		for _, r := range g.Rules {
			if r.Name == rule {
				return pg.link(rule, ruleAddress(rule))
			}
		}
	}
	return Link{Title: rule}
}

// Data is the rules for a program.
func (v HelpRulesView) Data() any {
	return struct {
		Title  string      `json:"title"`
		Groups []RuleLinks `json:"groups"`
	}{v.Title, v.Groups}
}

// Data is the rule for a program.
func (v HelpRuleView) Data() any {
	return struct {
		Name   string `json:"name"`
		About  string `json:"about"`
		Why    string `json:"why"`
		Before string `json:"before,omitempty"`
		After  string `json:"after,omitempty"`
	}{v.Rule.Name, v.About, v.Rule.Why, v.Rule.Before, v.Rule.After}
}
