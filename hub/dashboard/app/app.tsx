// Which of the pages it is: a link that somebody was sent, signing in, or the dashboard itself.
import { useState } from 'react';
import { sessionSchema } from '../../../model/hub-access.ts';
import { LinkPage } from '../entrance/link-page.tsx';
import { PasswordPage } from '../entrance/password-page.tsx';
import { SignInPage } from '../entrance/sign-in-page.tsx';
import { sessionPath } from '../hub-api/query-client.ts';
import { useLive } from '../hub-api/use-live.ts';
import { LivePart } from '../parts/live-part.tsx';
import { Entrance } from '../entrance/entrance.tsx';
import { readLinkToken } from './route.ts';
import { Shell } from './shell.tsx';
import { useRoute } from './use-route.ts';

const sessionEveryMs = 60_000;

/** `notLetIn`: why the organisation's sign-in service led back to nothing. */
export function App({ notLetIn }: { notLetIn: string | undefined }) {
  const [refusal, setRefusal] = useState(notLetIn);
  const route = useRoute();
  const session = useLive(sessionPath, sessionSchema, sessionEveryMs);
  const token = readLinkToken(route);
  if (token !== undefined) return <LinkPage key={token} token={token} />;
  if (session.kind !== 'ready') {
    return (
      <Entrance>
        <LivePart of={session} lines={3}>
          {() => null}
        </LivePart>
      </Entrance>
    );
  }
  const { me } = session.value;
  if (!me) {
    return (
      <SignInPage session={session.value} refusal={refusal} forgetRefusal={() => setRefusal(undefined)} />
    );
  }
  if (route.path === '/password') return <PasswordPage login={me.login} />;
  return <Shell session={session.value} me={me} />;
}
