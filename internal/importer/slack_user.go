package importer

import (
	"cmp"

	"github.com/casebook-dev/casebook/internal/incident"
)

// A slackUser is a record of users.json: its zone, title and first day are half
// of what a review wants to know of the people in the room.
type slackUser struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	RealName string `json:"real_name"`
	TZ       string `json:"tz"`
	IsBot    bool   `json:"is_bot"`
	IsApp    bool   `json:"is_app_user"`
	Profile  struct {
		RealName    string `json:"real_name"`
		DisplayName string `json:"display_name"`
		Title       string `json:"title"`
		Email       string `json:"email"`
		Start       string `json:"start_date"`
	} `json:"profile"`
}

// name is what people call them: their full name, else what the workspace does.
func (u *slackUser) name() string {
	return cmp.Or(u.Profile.RealName, u.RealName, u.Profile.DisplayName, u.Name)
}

func (u *slackUser) somebody() Somebody {
	s := Somebody{
		Ref: u.ID, Name: u.name(), Title: u.Profile.Title, Bot: u.IsBot || u.IsApp || u.ID == "USLACKBOT",
		email: u.Profile.Email,
	}
	if u.Name != "" {
		s.Handles = []incident.Handle{{System: "slack", Name: u.Name}}
	}
	if incident.LoadZone(u.TZ) != nil {
		s.Timezone = u.TZ
	}
	if day, issues := incident.ParseMoment(u.Profile.Start, nil); day.Known() && len(issues) == 0 {
		s.Joined = day.Day().Format("2006-01-02")
	}
	return s
}
